import { Anchor, AppShell, Burger, Button, Group, Modal, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactElement, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { queries } from '../api.ts';
import { onSession, sessionState, signOut } from '../session/session.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { Waiting } from './waiting.tsx';

const PAGES = [
  { path: '/', text: 'nav.home' },
  { path: '/credit', text: 'nav.credit' },
  { path: '/security', text: 'nav.security' },
] as const;

/** Over the page that is open, so that nothing typed there is lost. */
function Expired(): ReactElement {
  const { t } = useTranslation();
  const state = useSyncExternalStore(onSession, sessionState);
  return (
    <Modal
      opened={state === 'expired'}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.again')}
    >
      <Text mb="md">{t('signIn.expired')}</Text>
      <SignInForm onDone={() => void queries.invalidateQueries()} />
    </Modal>
  );
}

function Pages({ onChoose }: { onChoose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <>
      {PAGES.map(({ path, text }) => (
        <NavLink
          key={path}
          component={Link}
          to={path}
          label={t(text)}
          active={pathname === path}
          aria-current={pathname === path ? 'page' : undefined}
          onClick={onChoose}
        />
      ))}
    </>
  );
}

/** Around every page of whoever is signed in. */
export function Shell(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [opened, { toggle, close }] = useDisclosure();
  const leave = (): void =>
    void signOut().then(() => {
      queries.clear();
      return navigate('/sign-in');
    });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.menu')} />
            <Anchor component={Link} to="/" fw={700} size="lg" className="brand" underline="never">
              {t('name')}
            </Anchor>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LanguageSwitch />
            <Button variant="subtle" size="compact-sm" onClick={leave}>
              {t('signOut')}
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')}>
        <Pages onChoose={close} />
      </AppShell.Navbar>
      <AppShell.Main maw={960}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Expired />
    </AppShell>
  );
}
