import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../client/client.ts';
import { api, ask } from '../api.ts';
import { day, dayAndTime, money } from '../format.ts';
import { Card } from '../parts/card.tsx';
import { OfContract, type ContractDetail } from '../parts/contract.tsx';
import { Notice } from '../parts/notice.tsx';
import { Orders } from '../parts/orders.tsx';
import { Page } from '../parts/page.tsx';
import { Services } from '../parts/services.tsx';

type Credit = Schemas['CreditView'];

function EmailWarning(): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['me'], queryFn: () => ask(api.GET('/v1/auth/me')) });
  if (!data || data.emailConfirmed) return null;
  return (
    <Notice kind="warn" title={t('home.unconfirmed')}>
      {t('home.unconfirmedText', { email: data.email })}
    </Notice>
  );
}

function Warnings({ contract }: { contract: ContractDetail }): ReactElement {
  const { t } = useTranslation();
  const { credit, state, expiresAt } = contract;
  const due = credit?.amountDueCents ?? 0;
  const amount = money(due);
  return (
    <>
      {due > 0 && state === 'awaiting_credit' && (
        <Notice kind="warn" title={t('home.waiting')}>
          {t('home.waitingText', { amount, until: expiresAt ? dayAndTime(expiresAt) : '' })}
        </Notice>
      )}
      {due > 0 && credit!.balanceCents < 0 && (
        <Notice kind="bad" title={t('home.debt')}>
          {t('home.debtText', { amount })}
        </Notice>
      )}
      {credit?.nextServices && <Notice kind="warn">{t('home.downgrade')}</Notice>}
      <EmailWarning />
    </>
  );
}

function NextCharge({ credit }: { credit: Credit }): ReactElement {
  const { t } = useTranslation();
  const charge = credit.monthlyChargeCents + (credit.postponedGrossCents ?? 0);
  const missing = charge - credit.balanceCents;
  return (
    <Card title={t('home.nextCharge')}>
      <Text className="figure">{money(charge)}</Text>
      {credit.nextChargeOn && <Text c="dimmed">{t('home.nextChargeOn', { date: day(credit.nextChargeOn) })}</Text>}
      <Text>{missing > 0 ? t('home.missing', { amount: money(missing) }) : t('home.enough')}</Text>
      {credit.postponedGrossCents && (
        <Text size="sm">{t('home.postponed', { amount: money(credit.postponedGrossCents) })}</Text>
      )}
    </Card>
  );
}

function Numbers({ contractId }: { contractId: string }): ReactElement {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['numbers', contractId],
    queryFn: () => ask(api.GET('/v1/contracts/{contractId}/numbers', { params: { path: { contractId } } })),
  });
  return (
    <Card title={t('home.numbers')}>
      {data?.items.length === 0 && <Text c="dimmed">{t('home.noNumbers')}</Text>}
      <Stack gap="xs">
        {data?.items.map(({ number, written, locality, portedIn }) => (
          <div key={number}>
            <Text fw={600}>{written}</Text>
            <Text size="sm" c="dimmed">
              {locality}
              {portedIn && ` · ${t('home.ported')}`}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Overview({ contract }: { contract: ContractDetail }): ReactElement {
  const { t } = useTranslation();
  const { credit } = contract;
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <Text className="reference">{contract.contractNumber}</Text>
        <Badge variant="default">{t(`state.${contract.state}`)}</Badge>
      </Group>
      <Warnings contract={contract} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {credit && (
          <Card title={t(credit.invoicing === 'top_up' ? 'home.creditNet' : 'home.credit')}>
            <Text className="figure" mb="md">
              {money(credit.balanceCents)}
            </Text>
            <Button component={Link} to="/credit">
              {t((credit.amountDueCents ?? 0) > 0 ? 'home.pay' : 'home.topUp')}
            </Button>
          </Card>
        )}
        {credit?.state === 'active' && <NextCharge credit={credit} />}
        {credit && <Services credit={credit} />}
        <Numbers contractId={contract.id} />
      </SimpleGrid>
      <Orders contractId={contract.id} />
    </Stack>
  );
}

export default function Home(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('home.title')}>
      <OfContract show={(contract) => <Overview contract={contract} />} />
    </Page>
  );
}
