import '@mantine/core/styles.css';
import './look.css';
import { Badge, createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queries } from './api.ts';
import { startLanguage } from './language.ts';
import { router } from './routes.tsx';
import { resume } from './session/session.ts';

const SYSTEM_TYPE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: SYSTEM_TYPE,
  headings: { fontFamily: SYSTEM_TYPE, fontWeight: '650' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: { Badge: Badge.extend({ defaultProps: { tt: 'none' } }) },
  colors: {
    petrol: [
      '#eaf4fa',
      '#d3e5ef',
      '#a3cae0',
      '#71aed1',
      '#4a97c4',
      '#3288bc',
      '#1f6f9f',
      '#124e78',
      '#0d4266',
      '#053552',
    ],
  },
});

await startLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
void resume();
