import { lazy, type ReactElement, useSyncExternalStore } from 'react';
import { createBrowserRouter, Navigate, useLocation } from 'react-router';
import { Outside } from './parts/outside.tsx';
import { Shell } from './parts/shell.tsx';
import { Waiting } from './parts/waiting.tsx';
import { ConfirmEmail } from './pages/confirm-email.tsx';
import { ForgotPassword } from './pages/forgot-password.tsx';
import { NotFound } from './pages/not-found.tsx';
import { ResetPassword } from './pages/reset-password.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { onSession, sessionState } from './session/session.ts';

const Home = lazy(() => import('./pages/home.tsx'));
const Credit = lazy(() => import('./pages/credit.tsx'));
const PaymentSimulator = lazy(() => import('./pages/payment-simulator.tsx'));
const Security = lazy(() => import('./pages/security.tsx'));

/** For whoever is signed in; others sign in first, and come back to where they wanted to go. */
function Inside(): ReactElement {
  const state = useSyncExternalStore(onSession, sessionState);
  const { pathname, search } = useLocation();
  if (state === 'unknown') return <Waiting />;
  if (state === 'out') return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  return <Shell />;
}

/** Its paths are those of pages.json, at which the gateway shows the panel. */
export const router = createBrowserRouter([
  {
    element: <Outside />,
    children: [
      { path: '/sign-in', element: <SignIn /> },
      { path: '/forgot-password', element: <ForgotPassword /> },
      { path: '/reset-password', element: <ResetPassword /> },
      { path: '/confirm-email', element: <ConfirmEmail /> },
      { path: '*', element: <NotFound /> },
    ],
  },
  {
    element: <Inside />,
    children: [
      { path: '/', element: <Home /> },
      { path: '/credit', element: <Credit /> },
      { path: '/payment-simulator/:paymentId', element: <PaymentSimulator /> },
      { path: '/security', element: <Security /> },
    ],
  },
]);
