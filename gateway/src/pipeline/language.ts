import Negotiator from 'negotiator';
import type { Locale } from '#libs/api/kernel/actor.js';

const known = new Map<string, Locale>();
const REMEMBERED = 500;

/** The first of ours in the order that is asked for: whoever asks for en-GB before it is answered in English. */
function preferred(header: string): Locale {
  const asked = new Negotiator({ headers: { 'accept-language': header } }).languages();
  const ours = asked.map((tag) => tag.split('-')[0]!.toLowerCase()).find((tag) => tag === 'it' || tag === 'en');
  return ours ?? 'it';
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
