import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Page } from '../parts/page.tsx';
import { SignInForm } from '../parts/sign-in-form.tsx';

/** Only a path of ours: never a page of somebody else's. */
const ownPath = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/');

export function SignIn(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  return (
    <Page title={t('signIn.title')}>
      <SignInForm onDone={() => void navigate(ownPath(search.get('to')), { replace: true })} />
      <Anchor component={Link} to="/forgot-password">
        {t('signIn.forgot')}
      </Anchor>
    </Page>
  );
}
