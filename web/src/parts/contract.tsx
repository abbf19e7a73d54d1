import { Button, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/client.ts';
import { ApiError, api, ask } from '../api.ts';
import { Failure, Notice } from './notice.tsx';
import { Waiting } from './waiting.tsx';

export type ContractDetail = Schemas['ContractDetail'];

const KEPT = 'openvoip.contract';
/** While money or an activation is waited for, the page shows by itself when it comes. */
const WAITING_MS = 3_000;
const ENDED: readonly string[] = ['cancelled', 'lapsed', 'transferred'];

const isWaiting = ({ state, credit }: ContractDetail): boolean =>
  ['registering', 'awaiting_credit', 'activating'].includes(state) || (credit?.amountDueCents ?? 0) > 0;

/** A contract with its credit. */
export const useContract = (contractId: string | undefined) =>
  useQuery({
    queryKey: ['contract', contractId],
    enabled: contractId !== undefined,
    queryFn: () => ask(api.GET('/v1/contracts/{contractId}', { params: { path: { contractId: contractId! } } })),
    refetchInterval: ({ state: { data } }) => (data && isWaiting(data) ? WAITING_MS : false),
  });

/** What a query did not give, said, with a way to try again. */
export function Unread({ error, again }: { error: unknown; again: () => unknown }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start">
      <Failure error={error} />
      <Button variant="default" onClick={() => void again()}>
        {t('failure.again')}
      </Button>
    </Stack>
  );
}

/** The contract that is looked at: the customer's only one, or the one chosen. */
export function OfContract({ show }: { show: (contract: ContractDetail) => ReactElement }): ReactElement {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT));
  const list = useQuery({ queryKey: ['contracts'], queryFn: () => ask(api.GET('/v1/contracts')) });
  const contracts = list.data?.items ?? [];
  const current =
    contracts.find(({ id }) => id === chosen) ?? contracts.find(({ state }) => !ENDED.includes(state)) ?? contracts[0];
  const detail = useContract(current?.id);
  if (list.error instanceof ApiError && list.error.problem?.status === 403)
    return <Notice kind="warn">{t('signIn.notCustomer')}</Notice>;
  // What was read stays, with what is typed in it, also where it cannot be read again for a while.
  if (!list.data) return list.error ? <Unread error={list.error} again={list.refetch} /> : <Waiting />;
  if (!current) return <Text>{t('home.none')}</Text>;
  const choose = (id: string | null): void => {
    if (id) localStorage.setItem(KEPT, id);
    setChosen(id);
  };
  return (
    <Stack gap="lg">
      {contracts.length > 1 && (
        <Select
          label={t('nav.contract')}
          allowDeselect={false}
          value={current.id}
          onChange={choose}
          data={contracts.map(({ id, contractNumber, state }) => ({
            value: id,
            label: `${contractNumber} · ${t(`state.${state}`)}`,
          }))}
        />
      )}
      {detail.data ? (
        show(detail.data)
      ) : detail.error ? (
        <Unread error={detail.error} again={detail.refetch} />
      ) : (
        <Waiting />
      )}
    </Stack>
  );
}
