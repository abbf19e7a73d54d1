import { Caller, Refused, until } from './caller.ts';
import { type DemoPerson, emailOf, PEOPLE, type Who } from './people.ts';

const DISTRICT = '02';

export interface DemoContract {
  readonly id: string;
  readonly contractNumber: string;
  readonly state: string;
  readonly number?: string;
  readonly credit?: { readonly balanceCents: number; readonly amountDueCents?: number };
}

/** A customer of the demo and the contract, the last where there are several. */
export class DemoCustomer extends Caller {
  readonly who: Who;
  readonly person: DemoPerson;
  readonly #password: string;
  #contractId = '';

  constructor(url: string, who: Who, password: string) {
    super(url, emailOf(who), password);
    this.who = who;
    this.person = PEOPLE[who];
    this.#password = password;
  }

  /** Registered, now or in an earlier run. */
  async register(): Promise<void> {
    const { holder, services } = this.person;
    const wish = { holder, services, district: DISTRICT, termsAccepted: true };
    try {
      await this.postUnknown('/v1/registrations', 'register', { ...wish, email: this.email, password: this.#password });
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'email_taken') throw error;
    }
    const { items } = (await this.get('/v1/contracts')) as { items: DemoContract[] };
    const going = items.find(({ state }) => state !== 'lapsed');
    this.#contractId = going?.id ?? (await this.#registerAgain(items.length));
  }

  /** What nobody paid has lapsed: the same customer begins again. */
  async #registerAgain(times: number): Promise<string> {
    const { services } = this.person;
    const wish = { services, district: DISTRICT, termsAccepted: true };
    return (await this.post('/v1/contracts', `contract-${times}`, wish)).contract.id;
  }

  /** Active: the cashier books what is due and a reserve, once, where that is still to be done. */
  async activate(cashier: Caller): Promise<void> {
    const { state } = await this.contract();
    if (['registering', 'awaiting_credit'].includes(state)) {
      const due = await until('what is due', async () => (await this.contract()).credit?.amountDueCents);
      const { time } = await cashier.get('/v1/health');
      await cashier.post('/v1/staff/top-ups', `top-up-${this.#contractId}`, {
        contractId: this.#contractId,
        amountCents: due + (this.person.creditCents ?? 0),
        bankReference: `DEMO-${this.#contractId}`,
        receivedOn: time.slice(0, 10),
      });
    }
    await this.becomes(['active', 'cancelling', 'cancelled', 'transferred']);
  }

  becomes(states: readonly string[]): Promise<DemoContract> {
    return until(`${this.person.name} to be ${states[0]}`, async () => {
      const contract = await this.contract();
      return states.includes(contract.state) && contract;
    });
  }

  path(rest = ''): string {
    return `/v1/contracts/${this.#contractId}${rest}`;
  }

  contract(): Promise<DemoContract> {
    return this.get(this.path());
  }
}
