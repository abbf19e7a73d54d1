import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import type { Schemas } from '../../client/client.ts';
import { money } from '../format.ts';
import { epcText } from './epc.ts';

/** Dark squares on white, in both schemes: cameras read no other. */
function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={200}
      height={200}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}

/** IBANs are read in groups of four. */
const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

function Line({ name, value, shown = value }: { name: string; value: string; shown?: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" align="flex-end" gap="xs" wrap="nowrap">
      <div>
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        <Text className="reference">{shown}</Text>
      </div>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="compact-sm"
            flex="none"
            onClick={copy}
            aria-label={t('credit.copy', { what: name })}
          >
            {t(copied ? 'credit.copied' : 'copyWord')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

/** How to pay an amount by bank transfer: as text, and as the code that apps of banks read. */
export function Transfer(props: {
  account: Pick<Schemas['TopUpAmounts'], 'iban' | 'beneficiary'>;
  paymentReference: string;
  amountCents: number;
}): ReactElement | null {
  const { t } = useTranslation();
  const { paymentReference, amountCents } = props;
  const { iban, beneficiary } = props.account;
  if (!iban || !beneficiary) return null;
  return (
    <Stack gap="sm">
      <Text>{t('credit.transferText')}</Text>
      <QrCode
        text={epcText({ iban, beneficiary, paymentReference, amountCents })}
        label={t('credit.qr', { amount: money(amountCents) })}
      />
      <Line name={t('credit.amount')} value={(amountCents / 100).toFixed(2)} shown={money(amountCents)} />
      <Line name={t('credit.beneficiary')} value={beneficiary} />
      <Line name={t('credit.iban')} value={iban} shown={grouped(iban)} />
      <Line name={t('credit.reference')} value={paymentReference} />
      <Text size="sm" c="dimmed">
        {t('credit.referenceText')}
      </Text>
    </Stack>
  );
}
