import { Paper, Title } from '@mantine/core';
import { type ReactElement, type ReactNode, useId } from 'react';

/** A part of a page, with its heading. */
export function Card({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <Paper component="section" withBorder p={{ base: 'md', xs: 'lg' }} aria-labelledby={id}>
      <Title order={2} size="h5" mb="sm" id={id}>
        {title}
      </Title>
      {children}
    </Paper>
  );
}
