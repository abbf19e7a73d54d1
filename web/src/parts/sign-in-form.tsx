import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TFunction } from 'i18next';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../client/client.ts';
import { signIn } from '../session/session.ts';
import { Notice } from './notice.tsx';

const sentenceOf = (refused: Problem | 'unreachable' | undefined, t: TFunction): string | undefined => {
  if (refused === 'unreachable') return t('failure.unreachable');
  return refused?.code === 'sign_in_blocked' ? t('signIn.blocked') : refused?.detail;
};

/** Email and password. What the API refuses, by throttle, block or wrong password, stands above the button in its own words. */
export function SignInForm({ onDone }: { onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<Problem | 'unreachable'>();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const [working, setWorking] = useState(false);
  const submit = async ({ email, password }: { email: string; password: string }): Promise<void> => {
    setWorking(true);
    setRefused(undefined);
    try {
      const problem = await signIn(email, password);
      if (!problem) return onDone();
      if (problem.errors)
        form.setErrors(Object.fromEntries(problem.errors.map(({ field, message }) => [field, message])));
      else setRefused(problem);
    } catch {
      setRefused('unreachable');
    } finally {
      setWorking(false);
    }
  };
  const sentence = sentenceOf(refused, t);
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack>
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {sentence && <Notice kind="bad">{sentence}</Notice>}
        <Button type="submit" loading={working} fullWidth>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
