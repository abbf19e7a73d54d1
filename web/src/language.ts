import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './texts/en.json';
import it from './texts/it.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'panel';
    resources: { panel: typeof it };
  }
}

export type Language = 'it' | 'en';
const KEPT = 'openvoip.language';

/** What was chosen, else the browser's where it is English, else Italian. */
function preferred(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'it' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'it';
}

export const language = (): Language => (i18next.language === 'en' ? 'en' : 'it');

export async function startLanguage(): Promise<void> {
  document.documentElement.lang = preferred();
  await i18next.use(initReactI18next).init({
    lng: preferred(),
    fallbackLng: 'it',
    defaultNS: 'panel',
    resources: { it: { panel: it }, en: { panel: en } },
    interpolation: { escapeValue: false },
  });
}

export async function speak(chosen: Language): Promise<void> {
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
  await i18next.changeLanguage(chosen);
}
