import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/client.ts';
import { api, ask } from '../api.ts';
import { Card } from './card.tsx';

type Service = Schemas['ServiceRequest'];

function List({ services, names }: { services: readonly Service[]; names: ReadonlyMap<string, string> }): ReactElement {
  return (
    <Stack gap={4}>
      {services.map(({ product, quantity }) => (
        <Text key={product}>
          {quantity} × {names.get(product) ?? product}
        </Text>
      ))}
    </Stack>
  );
}

/** The services of today, and those of the month to come where they differ. */
export function Services({ credit }: { credit: Schemas['CreditView'] }): ReactElement {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['catalogue'], queryFn: () => ask(api.GET('/v1/catalogue')) });
  const names = new Map(data?.products.map(({ code, name }) => [code, name]));
  return (
    <Card title={t('home.services')}>
      {credit.services.length > 0 ? (
        <List services={credit.services} names={names} />
      ) : (
        <Text c="dimmed">{t('home.noServices')}</Text>
      )}
      {credit.nextServices && (
        <>
          <Text fw={600} mt="md" mb={4}>
            {t('home.servicesNext')}
          </Text>
          <List services={credit.nextServices} names={names} />
        </>
      )}
    </Card>
  );
}
