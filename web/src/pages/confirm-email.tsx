import { Anchor, Button, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, ask, queries } from '../api.ts';
import { Failure, Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';

/** Behind the link of a mail. One presses: programs that look at links in mails would confirm by themselves. */
export function ConfirmEmail(): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const token = search.get('token');
  const confirming = useAction(
    (_: void, header) => ask(api.POST('/v1/auth/confirm-email', { body: { token: token ?? '' }, params: { header } })),
    () => void queries.invalidateQueries(),
  );
  const isOld = confirming.error?.problem?.code === 'token_not_valid';
  const asks = token && !confirming.isSuccess && !isOld;
  return (
    <Page title={t('confirmEmail.title')}>
      {!token && <Notice kind="warn">{t('noToken')}</Notice>}
      {confirming.isSuccess && <Notice kind="good">{t('confirmEmail.done')}</Notice>}
      {isOld ? <Notice kind="warn">{t('confirmEmail.old')}</Notice> : <Failure error={confirming.error} />}
      {asks && <Text>{t('confirmEmail.explain')}</Text>}
      {asks && (
        <Button onClick={() => confirming.mutate()} loading={confirming.isPending} fullWidth>
          {t('confirmEmail.submit')}
        </Button>
      )}
      {!asks && (
        <Anchor component={Link} to="/">
          {t('confirmEmail.next')}
        </Anchor>
      )}
    </Page>
  );
}
