import { Button, Chip, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/client.ts';
import { api, ask } from '../api.ts';
import { money } from '../format.ts';
import { language } from '../language.ts';
import { Card } from './card.tsx';
import type { ContractDetail } from './contract.tsx';
import { Failure } from './notice.tsx';
import { Transfer } from './transfer.tsx';
import { useAction } from './use-action.ts';

type Offer = Schemas['TopUpAmounts'];

/** Whether cards take so much: what is due always by its own ways, another amount within the limits. */
function cardTakes(offer: Offer, amountCents: number, dueCents: number | undefined, payBy?: Schemas['PayBy']): boolean {
  if (amountCents === dueCents && payBy) return payBy.ways.includes('card');
  const card = offer.ways.find(({ way }) => way === 'card');
  return card !== undefined && amountCents >= card.minimumCents && amountCents <= (card.maximumCents ?? Infinity);
}

/** Stripe's page is elsewhere; the simulator's is one of ours. */
const payAt = ({ provider, paymentId, checkoutUrl }: Schemas['CardPayment']): void =>
  location.assign(provider === 'simulator' ? `/payment-simulator/${paymentId}` : checkoutUrl);

function CardButton(props: { contractId: string; amountCents: number; taken: boolean }): ReactElement {
  const { t } = useTranslation();
  const { contractId, amountCents, taken } = props;
  const paying = useAction(
    (amount: number, header) =>
      ask(
        api.POST('/v1/contracts/{contractId}/card-top-ups', {
          params: { path: { contractId }, header },
          body: { amountCents: amount },
        }),
      ),
    payAt,
  );
  if (!taken) return <Text c="dimmed">{t('credit.cardUnavailable')}</Text>;
  return (
    <Stack gap="sm" align="flex-start">
      <Failure error={paying.error} />
      <Button loading={paying.isPending} onClick={() => paying.mutate(amountCents)}>
        {t('credit.card', { amount: money(amountCents) })}
      </Button>
    </Stack>
  );
}

interface Choice {
  readonly amountCents: number;
  readonly label: string;
}

function Amounts(props: {
  choices: readonly Choice[];
  amountCents: number;
  onChoose: (amountCents: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { choices, amountCents, onChoose } = props;
  // As it is typed: "77,0" is on its way to "77,05".
  const [typed, setTyped] = useState<string | number>(amountCents / 100);
  const choose = (cents: number): void => {
    setTyped(cents / 100);
    onChoose(cents);
  };
  const type = (value: string | number): void => {
    setTyped(value);
    if (Number(value) > 0) onChoose(Math.round(Number(value) * 100));
  };
  return (
    <>
      <Chip.Group value={String(amountCents)} onChange={(value) => choose(Number(value))}>
        <Group gap="xs" role="radiogroup" aria-label={t('credit.choose')}>
          {choices.map((each) => (
            <Chip key={each.amountCents} value={String(each.amountCents)}>
              {each.label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <NumberInput
        label={t('credit.free')}
        maw={240}
        min={0.01}
        max={100_000}
        decimalScale={2}
        decimalSeparator={language() === 'en' ? '.' : ','}
        allowNegative={false}
        hideControls
        inputMode="decimal"
        value={typed}
        onChange={type}
      />
    </>
  );
}

function WithOffer({ contract, offer }: { contract: ContractDetail; offer: Offer }): ReactElement {
  const { t } = useTranslation();
  const credit = contract.credit!;
  const due = credit.amountDueCents;
  const choices = [
    ...(due ? [{ amountCents: due, label: t('credit.due', { amount: money(due) }) }] : []),
    ...offer.amounts.map(({ amountCents, creditCents }) => ({
      amountCents,
      label:
        creditCents === amountCents
          ? money(amountCents)
          : t('credit.givesCredit', { credit: money(creditCents), amount: money(amountCents) }),
    })),
  ];
  const [amountCents, setAmount] = useState(choices[0]?.amountCents ?? 1_000);
  const card = offer.ways.find(({ way }) => way === 'card');
  return (
    <Stack>
      <Amounts choices={choices} amountCents={amountCents} onChoose={setAmount} />
      {card && (
        <Text size="sm" c="dimmed">
          {t('credit.limits', { least: money(card.minimumCents), most: money(card.maximumCents ?? 0) })}
        </Text>
      )}
      <CardButton
        contractId={contract.id}
        amountCents={amountCents}
        taken={cardTakes(offer, amountCents, due, credit.payBy)}
      />
      <Title order={3} size="h6">
        {t('credit.transfer')}
      </Title>
      <Transfer account={offer} paymentReference={credit.paymentReference} amountCents={amountCents} />
    </Stack>
  );
}

/** How credit is paid in: an amount, then a card or a transfer. */
export function TopUp({ contract }: { contract: ContractDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['top-up-amounts'], queryFn: () => ask(api.GET('/v1/top-up-amounts')) });
  if (!contract.credit || contract.credit.state === 'closed' || !data) return null;
  return (
    <Card title={t('credit.topUp')}>
      <WithOffer contract={contract} offer={data} />
    </Card>
  );
}
