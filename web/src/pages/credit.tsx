import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, ask, queries } from '../api.ts';
import { money } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { OfContract, type ContractDetail } from '../parts/contract.tsx';
import { Movements } from '../parts/movements.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { TopUp } from '../parts/top-up.tsx';

const LOOK_AGAIN_MS = 2_000;

/** A payment by card that one comes back from: shown as it arrives, with the credit that it makes. */
function Payment({ paymentId }: { paymentId: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['card-top-up', paymentId],
    queryFn: () => ask(api.GET('/v1/card-top-ups/{paymentId}', { params: { path: { paymentId } } })),
    refetchInterval: ({ state: { data: payment } }) => (payment?.state === 'paid' ? false : LOOK_AGAIN_MS),
  });
  const isPaid = data?.state === 'paid';
  useEffect(() => {
    if (isPaid) void queries.invalidateQueries({ queryKey: ['contract'] });
  }, [isPaid]);
  if (!data) return null;
  const amount = money(data.amountCents);
  return <Notice kind={isPaid ? 'good' : 'warn'}>{t(isPaid ? 'credit.paid' : 'credit.pending', { amount })}</Notice>;
}

function Overview({ contract }: { contract: ContractDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { credit } = contract;
  if (!credit) return null;
  return (
    <Stack gap="lg">
      <Card title={t(credit.invoicing === 'top_up' ? 'home.creditNet' : 'credit.now')}>
        <Text className="figure">{money(credit.balanceCents)}</Text>
      </Card>
      <TopUp contract={contract} />
      <Movements contractId={contract.id} balanceCents={credit.balanceCents} />
    </Stack>
  );
}

export default function Credit(): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const paymentId = search.get('payment');
  return (
    <Page title={t('credit.title')}>
      {paymentId && <Payment paymentId={paymentId} />}
      <OfContract show={(contract) => <Overview contract={contract} />} />
    </Page>
  );
}
