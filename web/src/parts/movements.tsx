import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/client.ts';
import { api, ask } from '../api.ts';
import { dayAndTime, money, signedMoney } from '../format.ts';
import { Card } from './card.tsx';
import { Unread } from './contract.tsx';
import { Waiting } from './waiting.tsx';

const AT_ONCE = 20;

function Lines({ lines }: { lines: readonly Schemas['ChargeLine'][] }): ReactElement {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('credit.lines')}</summary>
      <Stack gap={6} mt={6}>
        {lines.map((line) => (
          <Group key={`${line.product} ${line.reasonCode} ${line.days}`} justify="space-between" gap="xs">
            <Text size="sm">
              {line.quantity} × {line.productName}, {t('credit.days', { count: line.days, of: line.ofDays })}
            </Text>
            <Text size="sm">
              {money(line.grossCents)}{' '}
              <Text span size="sm" c="dimmed">
                ({t('credit.lineVat', { net: money(line.netCents), vat: money(line.vatCents) })})
              </Text>
            </Text>
          </Group>
        ))}
      </Stack>
    </details>
  );
}

function Movement({ entry }: { entry: Schemas['StatementEntry'] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap={2} component="li">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600}>{entry.description}</Text>
        <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
          {signedMoney(entry.amountCents)}
        </Text>
      </Group>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {dayAndTime(entry.at)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('credit.after', { amount: money(entry.balanceCents) })}
        </Text>
      </Group>
      {entry.lines && entry.lines.length > 0 && <Lines lines={entry.lines} />}
      <Divider mt="xs" />
    </Stack>
  );
}

/** Every movement of credit, newest first, each opened down to its days and VAT. */
export function Movements({ contractId, balanceCents }: { contractId: string; balanceCents: number }): ReactElement {
  const { t } = useTranslation();
  const movements = useInfiniteQuery({
    // Credit that has changed has another movement.
    queryKey: ['movements', contractId, balanceCents],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(
        api.GET('/v1/contracts/{contractId}/movements', {
          params: { path: { contractId }, query: { cursor, limit: AT_ONCE } },
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const entries = movements.data?.pages.flatMap(({ items }) => items);
  return (
    <Card title={t('credit.movements')}>
      {movements.error && <Unread error={movements.error} again={movements.refetch} />}
      {movements.isPending && <Waiting />}
      {entries?.length === 0 && <Text c="dimmed">{t('credit.noMovements')}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries?.map((entry) => (
          <Movement key={entry.entryId} entry={entry} />
        ))}
      </Stack>
      {movements.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={movements.isFetchingNextPage}
          onClick={() => void movements.fetchNextPage()}
        >
          {t('credit.more')}
        </Button>
      )}
    </Card>
  );
}
