import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, ask } from '../api.ts';
import { Failure, Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { fieldErrors, useAction } from '../parts/use-action.ts';

export function ForgotPassword(): ReactElement {
  const { t } = useTranslation();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  const sending = useAction((email: string, header) =>
    ask(api.POST('/v1/auth/forgot-password', { body: { email }, params: { header } })),
  );
  const submit = ({ email }: { email: string }): void =>
    sending.mutate(email, { onError: (error) => form.setErrors(fieldErrors(error)) });
  return (
    <Page title={t('forgotPassword.title')}>
      {sending.isSuccess ? (
        <Notice kind="good">
          {t('forgotPassword.sent')} {t('forgotPassword.notArrived')}
        </Notice>
      ) : (
        <Text>{t('forgotPassword.explain')}</Text>
      )}
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <Failure error={sending.error} />
          <Button type="submit" loading={sending.isPending} fullWidth>
            {t('forgotPassword.submit')}
          </Button>
        </Stack>
      </form>
      <Anchor component={Link} to="/sign-in">
        {t('forgotPassword.back')}
      </Anchor>
    </Page>
  );
}
