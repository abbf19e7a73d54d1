import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api.ts';
import { language, speak } from '../language.ts';

/** The other language, written in it. The API speaks it too: what it told is asked again. */
export function LanguageSwitch(): ReactElement {
  const { t } = useTranslation();
  const other = language() === 'it' ? 'en' : 'it';
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      lang={other}
      onClick={() => void speak(other).then(() => queries.invalidateQueries())}
    >
      {t('otherLanguage')}
    </Button>
  );
}
