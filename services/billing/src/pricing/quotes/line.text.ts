import type { Locale } from '#libs/api/kernel/actor.js';
import type { ChargeLine } from '#libs/api/billing/billing.js';
import type { Text } from '#libs/api/kernel/domain-error.js';
import { productOf, type CatalogueVersion } from '../catalogue/catalogue.rules.js';
import type { PricedLine } from './pricing.rules.js';

function reasonText({ reason, days, ofDays }: PricedLine, replaced: Text | undefined): Text {
  const span = {
    it: days === ofDays ? 'mese intero' : `${days} giorni su ${ofDays}, oggi compreso`,
    en: days === ofDays ? 'whole month' : `${days} of ${ofDays} days, today included`,
  };
  switch (reason) {
    case 'activation':
      return { it: `Attivazione: ${span.it}`, en: `Activation: ${span.en}` };
    case 'upgrade':
      return { it: `Nuovo servizio: ${span.it}`, en: `New service: ${span.en}` };
    case 'exchange':
      return {
        it: `Al posto di ${replaced?.it ?? ''}, già pagato: differenza, ${span.it}`,
        en: `Instead of ${replaced?.en ?? ''}, already paid: the difference, ${span.en}`,
      };
    case 'renewal':
      return { it: 'Rinnovo mensile', en: 'Monthly renewal' };
    case 'traffic':
      return { it: 'Traffico a consumo', en: 'Metered traffic' };
    case 'port_in':
      return { it: `Numero portato da altro operatore: ${span.it}`, en: `Number ported in: ${span.en}` };
    case 'returned':
      return { it: 'Mese non dovuto, restituito', en: 'Month not due, given back' };
    case 'corrected':
      return { it: 'Rettifica di un addebito', en: 'Charge corrected' };
    case 'withdrawn':
      return { it: 'Recesso: quota non goduta, restituita', en: 'Withdrawal: share not used, given back' };
  }
}

/** A priced line as people read it, in their language. */
export function chargeLine(line: PricedLine, version: CatalogueVersion, locale: Locale): ChargeLine {
  const { replaces, takes: _takes, ...amounts } = line;
  const product = productOf(version, line.product);
  const text = reasonText(line, replaces ? productOf(version, replaces).name : undefined);
  return { ...amounts, productName: product.name[locale], reasonCode: line.reason, reason: text[locale] };
}
