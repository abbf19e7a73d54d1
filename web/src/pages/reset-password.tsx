import { Anchor, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, ask } from '../api.ts';
import { Failure, Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { fieldErrors, useAction } from '../parts/use-action.ts';

/** Behind the link of a mail: a password forgotten, or the first one of somebody invited. */
export function ResetPassword(): ReactElement {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const token = search.get('token');
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' } });
  const saving = useAction(({ password }: { password: string }, header) =>
    ask(api.POST('/v1/auth/reset-password', { body: { token: token ?? '', password }, params: { header } })),
  );
  const isOld = saving.error?.problem?.code === 'token_not_valid';
  return (
    <Page title={t('resetPassword.title')}>
      {!token && <Notice kind="warn">{t('noToken')}</Notice>}
      {saving.isSuccess && <Notice kind="good">{t('resetPassword.done')}</Notice>}
      {isOld && <Notice kind="warn">{t('resetPassword.old')}</Notice>}
      {token && !saving.isSuccess && !isOld && (
        <form
          onSubmit={form.onSubmit((values) =>
            saving.mutate(values, { onError: (error) => form.setErrors(fieldErrors(error)) }),
          )}
          noValidate
        >
          <Stack>
            <PasswordInput
              label={t('resetPassword.password')}
              description={t('resetPassword.hint')}
              autoComplete="new-password"
              required
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
            <Failure error={saving.error} />
            <Button type="submit" loading={saving.isPending} fullWidth>
              {t('resetPassword.submit')}
            </Button>
          </Stack>
        </form>
      )}
      {saving.isSuccess || (token && !isOld) ? (
        <Anchor component={Link} to="/sign-in">
          {t('signIn.submit')}
        </Anchor>
      ) : (
        <Anchor component={Link} to="/forgot-password">
          {t('resetPassword.askAnother')}
        </Anchor>
      )}
    </Page>
  );
}
