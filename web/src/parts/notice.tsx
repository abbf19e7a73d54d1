import { Alert } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api.ts';

/** Something to know, said aloud by screen readers as it appears. */
export function Notice(props: { kind: 'good' | 'warn' | 'bad'; title?: string; children: ReactNode }): ReactElement {
  const { kind, title, children } = props;
  const color = { good: 'teal', warn: 'yellow', bad: 'red' }[kind];
  return (
    <Alert color={color} title={title} variant="light" role={kind === 'bad' ? 'alert' : 'status'} className="notice">
      {children}
    </Alert>
  );
}

/** The API's own sentence, or that it cannot be reached and nothing is lost. */
export function Failure({ error }: { error: unknown }): ReactElement | null {
  const { t } = useTranslation();
  if (!error) return null;
  const said = error instanceof ApiError ? error.problem?.detail : undefined;
  return <Notice kind="bad">{said ?? t('failure.unreachable')}</Notice>;
}
