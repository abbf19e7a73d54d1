import type { Locale } from '#libs/api/kernel/actor.js';

const known = new Map<string, Locale>();
const REMEMBERED = 500;

function preferred(header: string): Locale {
  const wanted = header.split(',').map((part, position) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality, position };
  });
  const best = wanted
    .filter(({ language, quality }) => quality > 0 && (language === 'it' || language === 'en'))
    .sort((a, b) => b.quality - a.quality || a.position - b.position)[0];
  return (best?.language ?? 'it') as Locale;
}

/** The language to answer in, from Accept-Language: Italian unless English is preferred. */
export function localeOf(header: string | undefined): Locale {
  if (!header) return 'it';
  const before = known.get(header);
  if (before) return before;
  if (known.size >= REMEMBERED) known.clear();
  const locale = preferred(header.slice(0, 500));
  known.set(header, locale);
  return locale;
}
