import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { cents, formatCents } from '#libs/money/money.js';
import type { WayLimits } from '../../credit/payment-ways/top-ups.format.js';

/** R40: a card takes what is offered, or exactly what is due. */
export class CardAmountNotOffered extends InvalidInput {
  constructor({ minimum, exactMinimum, maximum }: WayLimits) {
    const [least, exact, most] = [minimum, exactMinimum, maximum].map((amount) =>
      amount === undefined ? undefined : { it: formatCents(cents(amount), 'it'), en: formatCents(cents(amount), 'en') },
    );
    super([
      {
        field: 'amountCents',
        text: {
          it: `con carta va da ${least!.it}${most ? ` a ${most.it}` : ' in su'}; meno solo se è esattamente quanto c’è da pagare, da ${exact!.it}. Con bonifico puoi pagare qualsiasi importo`,
          en: `by card it is ${least!.en}${most ? ` to ${most.en}` : ' or more'}; less only where it is exactly what is due, from ${exact!.en}. By bank transfer you can pay any amount`,
        },
      },
    ]);
  }
}
