import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api.ts';
import { day } from '../format.ts';
import { Card } from './card.tsx';

const PORTED: readonly string[] = ['cut_over', 'cancelled', 'expired'];
const CLOSED: readonly string[] = ['resolved', 'closed'];

/** One thing that goes on: what it is, about what, and how far it is. */
function Row(props: { title: string; about: string; state: string }): ReactElement {
  return (
    <Group justify="space-between" gap="xs" wrap="wrap">
      <div>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {props.title}
        </Text>
        <Text size="sm" c="dimmed">
          {props.about}
        </Text>
      </div>
      <Badge variant="default">{props.state}</Badge>
    </Group>
  );
}

function PortIns({ contractId }: { contractId: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['port-ins'], queryFn: () => ask(api.GET('/v1/port-ins')) });
  const open = data?.items.filter((each) => each.contractId === contractId && !PORTED.includes(each.state)) ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('home.portIns')}>
      <Stack gap="sm">
        {open.map(({ id, numbers, donor, state, cutOverOn, promisedOn }) => (
          <Row
            key={id}
            title={numbers.join(', ')}
            about={[donor, cutOverOn ?? promisedOn]
              .map((text, at) => (at === 1 && text ? day(text) : text))
              .join(' · ')}
            state={t(`portIn.${state}`)}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Tickets(): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['tickets'], queryFn: () => ask(api.GET('/v1/tickets')) });
  const open = data?.items.filter(({ state }) => !CLOSED.includes(state)) ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('home.tickets')}>
      <Stack gap="sm">
        {open.map(({ id, number, subject, state, updatedAt }) => (
          <Row key={id} title={subject} about={`${number} · ${day(updatedAt)}`} state={t(`ticket.${state}`)} />
        ))}
      </Stack>
    </Card>
  );
}

/** What goes on: numbers that come, requests that are open. */
export function Orders({ contractId }: { contractId: string }): ReactElement {
  return (
    <Stack gap="lg">
      <PortIns contractId={contractId} />
      <Tickets />
    </Stack>
  );
}
