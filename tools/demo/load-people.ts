import { Caller, until } from './caller.ts';
import { type DemoContract, DemoCustomer } from './customer.ts';
import { COMPANY, emailOf, PEOPLE, WHO, type Who } from './people.ts';
import { bringIn, bounce, downgrade, handOver, takeOut } from './states.ts';

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Where and as whom the demo's people are made. */
export interface DemoLoad {
  readonly url: string;
  readonly administrator: SignIn;
  /** Books what customers pay; somebody else approves what is refunded of it. */
  readonly cashier: SignIn;
  /** Of every customer. */
  readonly password: string;
  readonly tell: (line: string) => void;
}

/** A customer of the demo as it is now. */
export interface DemoView extends DemoContract {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly shows: string;
}

/**
 * Makes a customer in every state, by the public API, the demo's clock and its simulators alone. Who is there stays: what an
 * interrupted run began is gone on with. The clock is moved to the 4th of the next month, once, for a debt and a late ticket.
 */
export async function loadPeople(load: DemoLoad): Promise<DemoView[]> {
  const { url, administrator, password, tell } = load;
  const admin = new Caller(url, administrator.email, administrator.password);
  const cashier = new Caller(url, load.cashier.email, load.cashier.password);
  const people = Object.fromEntries(WHO.map((who) => [who, new DemoCustomer(url, who, password)])) as Record<
    Who,
    DemoCustomer
  >;
  for (const who of WHO.filter((each) => PEOPLE[each].creditCents !== undefined)) {
    tell(`${PEOPLE[who].name}: ${PEOPLE[who].shows}`);
    await people[who].register();
    await people[who].activate(cashier);
  }
  await openTicket(people.late);
  await letMonthGoBy(people.debtor, admin, tell);
  await downgrade(people.downgrade);
  await bringIn(people.portingIn);
  await handOver(people.voltura, COMPANY);
  await takeOut(people.portingOut, admin);
  await bounce(people.bounced, admin, cashier);
  tell(`${PEOPLE.unpaid.name}: ${PEOPLE.unpaid.shows}`);
  await people.unpaid.register();
  return Promise.all(WHO.map(async (who) => viewOf(who, password, await people[who].contract())));
}

async function openTicket(customer: DemoCustomer): Promise<void> {
  if ((await customer.get('/v1/tickets')).items.length > 0) return;
  await customer.post('/v1/tickets', 'ticket', {
    category: 'technical',
    subject: 'Nessuna chiamata in entrata',
    text: 'Da stamattina chi ci chiama sente occupato.',
  });
}

async function letMonthGoBy(debtor: DemoCustomer, admin: Caller, tell: DemoLoad['tell']): Promise<void> {
  const owes = async () => ((await debtor.contract()).credit?.balanceCents ?? 0) < 0;
  if (await owes()) return;
  const now = new Date((await admin.get('/v1/staff/clock')).time);
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 4, 9)).toISOString();
  tell(`the clock goes on to ${to}, and the month is charged`);
  await admin.put('/v1/staff/clock', { to });
  await until('the renewal', owes);
}

function viewOf(who: Who, password: string, contract: DemoContract): DemoView {
  const { name, shows } = PEOPLE[who];
  return { ...contract, name, shows, email: emailOf(who), password };
}
