import { randomBytes } from 'node:crypto';
import supertest, { type Test } from 'supertest';
import type { ContractView, Holder, Registration, TokenPair } from '#libs/api/accounts/accounts.js';
import type { CreateStaff, MadeStaffUser } from '#libs/api/accounts/staff.js';
import type { ServiceRequest } from '#libs/api/billing/billing.js';
import { mailTo } from './mail.js';
import { STAFF, type System } from './system.js';
import { eventually } from './wait.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
export const PRIVATE_HOLDER: Holder = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA85T10A562S',
  address,
};
export const COMPANY_HOLDER: Holder = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address,
};

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Someone who is signed in and talks to the gateway. */
export class Person {
  token?: string;
  constructor(
    protected readonly system: System,
    readonly email: string,
    readonly password: string,
  ) {}

  /** A request as this person; every POST gets an idempotency key of its own. */
  request(method: Method, path: string, body?: object): Test {
    const test = supertest(this.system.url)[method](path).set('accept-language', 'en');
    if (this.token) test.set('authorization', `Bearer ${this.token}`);
    if (method === 'post') test.set('idempotency-key', randomBytes(12).toString('hex'));
    return body ? test.send(body) : test;
  }

  /** A GET that must succeed. */
  async get<T = any>(path: string): Promise<T> {
    return this.expecting(this.request('get', path), path);
  }

  /** A POST that must succeed. */
  async post<T = any>(path: string, body: object = {}): Promise<T> {
    return this.expecting(this.request('post', path, body), path);
  }

  /** A PUT that must succeed. */
  async put<T = any>(path: string, body: object): Promise<T> {
    return this.expecting(this.request('put', path, body), path);
  }

  private async expecting<T>(test: Test, path: string): Promise<T> {
    const { status, body } = await test;
    if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body as T;
  }

  async signIn(): Promise<this> {
    const { accessToken } = await this.post<TokenPair>('/v1/auth/sign-in', {
      email: this.email,
      password: this.password,
    });
    this.token = accessToken;
    return this;
  }
}

export interface RegistrationWishes {
  readonly holder?: Holder;
  readonly district?: string;
  readonly number?: string;
  readonly services?: ServiceRequest[];
}

/** What most customers take: a PBX, two extensions, an inbound line and metered traffic. */
export const USUAL_SERVICES: ServiceRequest[] = [
  { product: 'pbx_basic', quantity: 1 },
  { product: 'extension', quantity: 2 },
  { product: 'inbound_line', quantity: 1 },
  { product: 'traffic_metered', quantity: 1 },
];

/** A customer and the contract that came of the registration. */
export class Customer extends Person {
  contractId!: string;
  number!: string;
  amountDueCents = 0;
  paymentReference!: string;

  /** The registration as a request, to see its answer. */
  registering(wishes: RegistrationWishes = {}): Test {
    const { holder = PRIVATE_HOLDER, services = USUAL_SERVICES, number } = wishes;
    const district = number ? undefined : (wishes.district ?? '02');
    return this.request('post', '/v1/registrations', {
      email: this.email,
      password: this.password,
      holder,
      services,
      termsAccepted: true,
      district,
      number,
    });
  }

  /** Registered and signed in, its number reserved, its credit at zero. */
  async registered(wishes: RegistrationWishes = {}): Promise<this> {
    const { status, body } = await this.registering(wishes);
    if (status !== 201) throw new Error(`registration answered ${status}: ${JSON.stringify(body)}`);
    const { contract, amountDueCents } = body as Registration;
    Object.assign(this, {
      contractId: contract.id,
      number: contract.number,
      amountDueCents,
      paymentReference: contract.paymentReference,
    });
    return this.signIn();
  }

  /** Registered, topped up with what is due and a reserve, and active. */
  async active(wishes: RegistrationWishes & { creditCents?: number } = {}): Promise<this> {
    await this.registered(wishes);
    await this.topUp(this.amountDueCents + (wishes.creditCents ?? 0));
    await this.becomes('active');
    return this;
  }

  /** Credit by a bank transfer that staff book: the cashier, so that anybody else may approve what is refunded of it. */
  async topUp(amountCents: number): Promise<void> {
    const staff = await cashier(this.system);
    await staff.post('/v1/staff/top-ups', {
      contractId: this.contractId,
      amountCents,
      bankReference: randomBytes(8).toString('hex'),
      receivedOn: new Date().toISOString().slice(0, 10),
    });
  }

  /** The contract as the customer sees it. */
  contract(): Promise<ContractView & { credit: { balanceCents: number } }> {
    return this.get(`/v1/contracts/${this.contractId}`);
  }

  /** Waits until the contract is in a state. */
  async becomes(state: string, deadlineMs = 60_000): Promise<ContractView> {
    return eventually(
      `contract ${this.contractId} to be ${state}`,
      async () => {
        const contract = await this.contract();
        return contract.state === state ? contract : Promise.reject(new Error(`it is ${contract.state}`));
      },
      deadlineMs,
    );
  }

  async balance(): Promise<number> {
    return (await this.contract()).credit.balanceCents;
  }
}

/** What everybody in tests chooses: nothing that is refused as easy to guess. */
export const PASSWORD = 'correct horse battery staple';

let people = 0;
/** Someone new, not registered yet. */
export const customer = (system: System, email = `customer-${process.pid}-${++people}@example.com`): Customer =>
  new Customer(system, email, PASSWORD);

/** A member of the staff: invited by the administrator, signed in with the password that the mail let it choose. */
export async function colleague(system: System, who: CreateStaff): Promise<Person & { id: string }> {
  const root = await admin(system);
  const { id } = await root.post<MadeStaffUser>('/v1/staff/users', who);
  const person = Object.assign(new Person(system, who.email, PASSWORD), { id });
  await acceptInvitation(person, system);
  return person.signIn();
}

const cashiers = new WeakMap<System, Promise<Person>>();
/** Who books what comes in, signed in anew when its access token is over. */
async function cashier(system: System): Promise<Person> {
  let made = cashiers.get(system);
  if (!made)
    cashiers.set(
      system,
      (made = colleague(system, {
        email: `cashier-${process.pid}-${++people}@openvoip.example`,
        name: 'Cassa',
        roles: ['billing_operator'],
      })),
    );
  const person = await made;
  return (await person.request('get', '/v1/auth/me')).status === 401 ? person.signIn() : person;
}

/** Chooses the password, as the mail asks. */
export async function acceptInvitation(person: Person, system: System): Promise<void> {
  const { text } = await mailTo(system, person.email, 'reset-password');
  await person.post('/v1/auth/reset-password', { token: /token=(\S+)/.exec(text!)![1], password: person.password });
}

/** A machine, signed in with the secret that it was given. */
export async function machine(system: System, who: CreateStaff): Promise<Person & { id: string }> {
  const { id, secret } = await (await admin(system)).post<MadeStaffUser>('/v1/staff/users', who);
  return Object.assign(new Person(system, who.email, secret!), { id }).signIn();
}

const admins = new WeakMap<System, Promise<Person>>();
/** The administrator that every system starts with, signed in. Access tokens are short: pass `fresh` after moving the clock. */
export function admin(system: System, options: { fresh?: boolean } = {}): Promise<Person> {
  let signedIn = options.fresh ? undefined : admins.get(system);
  if (!signedIn) admins.set(system, (signedIn = new Person(system, STAFF.email, STAFF.password).signIn()));
  return signedIn;
}
