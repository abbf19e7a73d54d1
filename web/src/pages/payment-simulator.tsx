import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, ask } from '../api.ts';
import { money } from '../format.ts';
import { Unread } from '../parts/contract.tsx';
import { Failure } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';
import { Waiting } from '../parts/waiting.tsx';

/** Stands for the payment provider's page, where the API says that its provider is the simulator: in the demo alone. */
export default function PaymentSimulator(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { paymentId = '' } = useParams();
  const back = `/credit?payment=${encodeURIComponent(paymentId)}`;
  const payment = useQuery({
    queryKey: ['card-top-up', paymentId],
    queryFn: () => ask(api.GET('/v1/card-top-ups/{paymentId}', { params: { path: { paymentId } } })),
  });
  const paying = useAction(
    (_: void, header) =>
      ask(api.POST('/v1/simulator/payments/{paymentId}/pay', { params: { path: { paymentId }, header } })),
    () => void navigate(back),
  );
  return (
    <Page title={t('simulator.title')}>
      <Text>{t('simulator.explain')}</Text>
      {payment.isPending && <Waiting />}
      {payment.error && <Unread error={payment.error} again={payment.refetch} />}
      {payment.data && <Text className="figure">{money(payment.data.amountCents)}</Text>}
      <Failure error={paying.error} />
      {payment.data && (
        <Group>
          <Button loading={paying.isPending} disabled={payment.data.state === 'paid'} onClick={() => paying.mutate()}>
            {t('simulator.pay', { amount: money(payment.data.amountCents) })}
          </Button>
          <Anchor component={Link} to={back}>
            {t('simulator.back')}
          </Anchor>
        </Group>
      )}
    </Page>
  );
}
