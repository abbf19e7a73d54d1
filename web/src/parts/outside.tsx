import { Box, Container, Group, Paper, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { LanguageSwitch } from './language-switch.tsx';

/** Around pages that need no sign-in. */
export function Outside(): ReactElement {
  const { t } = useTranslation();
  return (
    <Box component="main" mih="100dvh" py="xl">
      <Container size={440}>
        <Group justify="space-between" mb="xl">
          <Text fw={700} size="lg" className="brand">
            {t('name')}
          </Text>
          <LanguageSwitch />
        </Group>
        <Paper withBorder p={{ base: 'md', xs: 'xl' }} radius="md">
          <Outlet />
        </Paper>
      </Container>
    </Box>
  );
}
