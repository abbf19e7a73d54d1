import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/client.ts';
import { api, ask, queries } from '../api.ts';
import { day } from '../format.ts';
import { Unread } from '../parts/contract.tsx';
import { Failure } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';
import { Waiting } from '../parts/waiting.tsx';
import { currentSession, signOut } from '../session/session.ts';

const SESSIONS = ['sessions'];

function Session({ session }: { session: Schemas['SessionView'] }): ReactElement {
  const { t } = useTranslation();
  const device = session.device ?? t('security.unknown');
  const isHere = session.id === currentSession()?.sid;
  const ending = useAction(
    (sessionId: string) => ask(api.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId } } })),
    () => void queries.invalidateQueries({ queryKey: SESSIONS }),
  );
  return (
    <Stack gap={4} component="li">
      <Group justify="space-between" align="flex-start">
        <Text fw={600} flex="1 1 12rem" style={{ overflowWrap: 'anywhere' }}>
          {device}
        </Text>
        {isHere ? (
          <Badge variant="default">{t('security.here')}</Badge>
        ) : (
          <Button
            variant="default"
            size="compact-sm"
            loading={ending.isPending}
            aria-label={t('security.endNamed', { device })}
            onClick={() => ending.mutate(session.id)}
          >
            {t('security.end')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('security.since', { date: day(session.createdAt) })}
        {session.lastUsedAt && `, ${t('security.used', { date: day(session.lastUsedAt) })}`}
      </Text>
      <Failure error={ending.error} />
    </Stack>
  );
}

/** Where one is signed in, with a way to end each, or all. */
export default function Security(): ReactElement {
  const { t } = useTranslation();
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: () => ask(api.GET('/v1/sessions')) });
  const leaving = useAction(
    (all: true) => ask(api.DELETE('/v1/sessions')).then(() => all),
    () => void signOut(),
  );
  return (
    <Page title={t('security.title')}>
      <Text>{t('security.explain')}</Text>
      {sessions.isPending && <Waiting />}
      {sessions.error && <Unread error={sessions.error} again={sessions.refetch} />}
      <Stack component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }}>
        {sessions.data?.items.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </Stack>
      <Failure error={leaving.error} />
      <div>
        <Button loading={leaving.isPending} onClick={() => leaving.mutate(true)}>
          {t('security.endAll')}
        </Button>
      </div>
    </Page>
  );
}
