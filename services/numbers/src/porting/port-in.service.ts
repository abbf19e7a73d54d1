import { Inject, Injectable } from '@nestjs/common';
import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import {
  portInChanged,
  type AddPortDocument,
  type AmendPortIn,
  type CommentPortIn,
  type MovePortIn,
  type OfPortIn,
  type PortInDetails,
  type RequestPortIn,
} from '#libs/api/numbers/port-in.js';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';
import {
  DocumentsMissing,
  NumberNotPortable,
  PortInCutOverNear,
  TooManyNumbers,
} from '#libs/api/errors/numbers/porting.errors.js';
import { isCodiceFiscale } from '#libs/italy/codice-fiscale.js';
import { typedTaxCode } from '#libs/italy/identity.js';
import { isCompanyCodiceFiscale } from '#libs/italy/partita-iva.js';
import { isGeographicNumber } from '#libs/italy/phone-number.js';
import { addWorkingDays } from '#libs/italy/working-time.js';
import { parseRomeDate, romeDate, romeInstant } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { numberAt } from '../inventory/blocks.rules.js';
import { actorName, NumberStore } from '../number/number.store.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { PortDocuments } from './documents.service.js';
import { handedOver } from './port-in-papers.rules.js';
import { ACTIVE_NUMBERS, assertCutOverDay } from './port-in.rules.js';
import { PortInStore } from './port-in.store.js';
import type { PortInRow } from './port.schema.js';
import { OPEN_PORT_INS } from './port-in-life.rules.js';

const DAY_MS = 86_400_000;
const NEEDED = ['letter_of_authority', 'identity'] as const;
const numbersOf = ({ ranges }: PortInDetails): string[] => [
  ...new Set(ranges.flatMap(({ from, count }) => Array.from({ length: count }, (_, index) => numberAt(from, index)))),
];

/** The holder at the donor, its codes as they are printed: a company may be known by its codice fiscale, or by both. @throws InvalidInput */
function holderAtDonor({ holder: { kind, name, ...codes } }: PortInDetails): NumberHolder {
  const taxCode = typedTaxCode(codes.taxCode);
  const otherTaxCode = codes.otherTaxCode && typedTaxCode(codes.otherTaxCode);
  const fits = (code: string): boolean => isCodiceFiscale(code) || (kind === 'company' && isCompanyCodiceFiscale(code));
  const wrong = [
    ...(fits(taxCode) ? [] : ['taxCode']),
    ...(!otherTaxCode || (kind === 'company' && fits(otherTaxCode)) ? [] : ['otherTaxCode']),
  ];
  if (wrong.length > 0)
    throw new InvalidInput(
      wrong.map((field) => ({
        field: `holder.${field}`,
        text: {
          it: 'non è un codice fiscale o una partita IVA valida per questo tipo di intestatario',
          en: 'is not a valid codice fiscale or partita IVA of this type of holder',
        },
      })),
    );
  return { kind, name, taxCode, ...(otherTaxCode && otherTaxCode !== taxCode ? { otherTaxCode } : {}) };
}

/** What customers, and staff for them, do with port-in orders (R5). */
@Injectable()
export class PortIns {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PortInStore) private readonly store: PortInStore,
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(PortDocuments) private readonly documents: PortDocuments,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /** @throws NotFound, ContractNotActive, NumberNotPortable */
  async request(request: RequestPortIn, context: RequestContext): Promise<PortInRow> {
    const { contractId, ...details } = request;
    const customerId = await this.customerOf(contractId, context.actor);
    const id = await this.work.once(context, request, async (tx) => {
      const holder = holderAtDonor(details);
      const now = this.clock.now();
      const _id = newId('pin');
      const { donor, migrationCode, keepFirstNumber, changeOfOperator = false } = details;
      const numbers = await this.claim(_id, contractId, numbersOf(details));
      await this.store.orders.create([
        {
          _id,
          contractId,
          customerId,
          state: 'draft',
          numbers,
          donor,
          migrationCode: migrationCode.toUpperCase(),
          holder,
          keepFirstNumber,
          changeOfOperator,
          dueAt: this.expiry(now),
          documents: [],
          comments: [],
          attempt: 0,
          history: [{ state: 'draft', action: 'request', actor: actorName(), at: now }],
          createdAt: now,
        },
      ]);
      tx.emit(portInChanged, _id, {
        portInId: _id,
        contractId,
        customerId,
        state: 'draft',
        numbers,
        at: now.toISOString(),
      });
      return _id;
    });
    return this.store.of(id, context.actor);
  }

  /** Corrects what a refusal, or the customer, found wrong. */
  async amend(request: AmendPortIn, context: RequestContext): Promise<PortInRow> {
    const { portInId, ...details } = request;
    return this.acting(request, context, async (row, tx) => {
      const holder = holderAtDonor(details);
      await this.store.claims.deleteMany({ portInId });
      const numbers = await this.claim(portInId, row.contractId, numbersOf(details));
      const { donor, migrationCode, keepFirstNumber, changeOfOperator = false } = details;
      return this.store.act(
        row,
        'amend',
        'customer',
        {
          set: {
            numbers,
            donor,
            migrationCode: migrationCode.toUpperCase(),
            holder,
            keepFirstNumber,
            changeOfOperator,
            dueAt: this.expiry(this.clock.now()),
          },
          unset: ['reason', 'cutOverOn', ...(isStaff(context.actor) ? [] : ['givenBy' as const])],
        },
        tx,
      );
    });
  }

  async submit(request: OfPortIn, context: RequestContext): Promise<PortInRow> {
    return this.acting(request, context, async (row, tx) => {
      const missing = NEEDED.filter((kind) => !row.documents.some((document) => document.kind === kind));
      if (missing.length > 0) throw new DocumentsMissing(missing);
      await this.assertActive(row);
      return this.store.act(
        row,
        'submit',
        'customer',
        { set: { attempt: row.attempt + 1, dueAt: this.expiry(this.clock.now()) } },
        tx,
      );
    });
  }

  /** @throws PortInCutOverNear on the day itself, and after. */
  async cancel(request: OfPortIn, context: RequestContext): Promise<PortInRow> {
    return this.acting(request, context, (row, tx) => this.cancelOne(row, 'customer', tx));
  }

  /** Every order of a contract that is not over: what a cancellation needs first (case 6). Joins the caller's transaction. */
  async cancelOfContract(contractId: string, tx: Tx, reason: string): Promise<void> {
    const open = await this.store.orders.find({ contractId, state: { $in: [...OPEN_PORT_INS] } }).lean();
    // A contract whose last number has left ends: there is nothing that numbers could come to, whatever the day.
    const forced = reason === 'ported_out';
    for (const row of open)
      await (forced
        ? this.store.act(row, 'cancel', 'contract', { unset: ['dueAt'], detail: reason }, tx)
        : this.cancelOne(row, 'contract', tx, reason));
  }

  /** Open orders go with the contract when it changes hands (R16), without the papers of who had them; those that are over stay with them. Joins the caller's transaction. */
  async changeCustomer(contractId: string, customerId: string): Promise<void> {
    const open = await this.store.orders
      .find({ contractId, state: { $in: [...OPEN_PORT_INS] }, customerId: { $ne: customerId } })
      .lean();
    for (const row of open) await this.store.orders.updateOne({ _id: row._id }, { $set: handedOver(row, customerId) });
  }

  /** The customer moves the day, while both the old one and the new one are far enough. */
  async move(request: MovePortIn, context: RequestContext): Promise<PortInRow> {
    return this.acting(request, context, async (row, tx) => {
      if (row.state === 'accepted') this.assertFar(row);
      const day = parseRomeDate(request.cutOverOn);
      assertCutOverDay(day, this.clock.now(), this.config.PORT_IN_WORKING_DAYS);
      return this.store.act(
        row,
        'move',
        'customer',
        { set: { cutOverOn: day, dueAt: romeInstant(day, this.config.PORT_CUT_OVER_AT) }, detail: day },
        tx,
      );
    });
  }

  async comment(request: CommentPortIn, context: RequestContext): Promise<PortInRow> {
    const from = context.actor.kind === 'customer' ? 'customer' : 'staff';
    return this.acting(request, context, (row, tx) =>
      this.store.comment(row, { from, text: request.text, at: this.clock.now() }, tx),
    );
  }

  /** @throws DocumentRefused, PortInFull; PortInNotPossible for an order that is over */
  async addDocument(request: AddPortDocument, context: RequestContext): Promise<PortInRow> {
    const { kind, fileName, content } = request;
    return this.acting(request, context, async (row) => {
      // What staff add belongs to the papers that the order was asked for with.
      const givenBy = isStaff(context.actor) && row.givenBy ? { givenBy: row.givenBy } : {};
      const bytes = Buffer.from(content, 'base64');
      const document = await this.documents.checked(kind, fileName, bytes);
      await this.store.document(row, { ...document, ...givenBy });
      await this.documents.write(document.sha256, bytes);
    });
  }

  /** Does something with an order, once for each idempotency key. @returns the order as it is then. */
  async acting(
    request: OfPortIn,
    context: RequestContext,
    work: (row: PortInRow, tx: Tx) => Promise<unknown>,
  ): Promise<PortInRow> {
    const { portInId } = request;
    await this.work.once(context, request, async (tx) => {
      await work(await this.store.of(portInId, context.actor), tx);
      return portInId;
    });
    return this.store.of(portInId, context.actor);
  }

  private cancelOne(row: PortInRow, by: 'customer' | 'contract', tx: Tx, detail?: string): Promise<PortInRow> {
    if (row.state === 'accepted') this.assertFar(row, 0);
    return this.store.act(row, 'cancel', by, { unset: ['dueAt'], detail }, tx);
  }

  /** @throws PortInCutOverNear from so many working days before the day on. */
  private assertFar({ cutOverOn }: PortInRow, workingDays = this.config.PORT_IN_FREEZE_DAYS): void {
    const frozenFrom = addWorkingDays(parseRomeDate(cutOverOn!), -workingDays);
    if (romeDate(this.clock.now()) >= frozenFrom) throw new PortInCutOverNear(cutOverOn!);
  }

  private async assertActive({ contractId }: Pick<PortInRow, 'contractId'>): Promise<void> {
    if ((await this.numbers.ofContract(contractId, ACTIVE_NUMBERS)).length === 0)
      throw new ContractNotActive('port_in');
  }

  /** @throws NotFound, ContractNotActive */
  private async customerOf(contractId: string, actor: Actor): Promise<string> {
    const rows = await this.numbers.ofContract(contractId, ['reserved', ...ACTIVE_NUMBERS]);
    const own = isStaff(actor) ? rows : rows.filter(({ customerId }) => customerId === actor.customerId);
    if (own.length === 0) throw new NotFound('contract');
    const assigned = own.find(({ state }) => state !== 'reserved');
    if (!assigned) throw new ContractNotActive('port_in');
    return assigned.customerId!;
  }

  private async claim(portInId: string, contractId: string, numbers: readonly string[]): Promise<string[]> {
    await this.assertNotTooMany(portInId, contractId, numbers.length);
    for (const number of numbers) {
      if (!isGeographicNumber(number)) throw new NumberNotPortable(number, 'not_geographic');
      const row = await this.numbers.get(number);
      if (row && row.state !== 'ported_out' && row.state !== 'returned')
        throw new NumberNotPortable(number, 'here_already');
      const other = await this.store.claims.findById(number).lean();
      if (other && other.portInId !== portInId) throw new NumberNotPortable(number, 'port_in_progress');
    }
    try {
      await this.store.claims.insertMany(numbers.map((_id) => ({ _id, portInId })));
    } catch (error) {
      if (isDuplicateKey(error)) throw new NumberNotPortable(numbers[0]!, 'port_in_progress');
      throw error;
    }
    return [...numbers];
  }

  /** @throws TooManyNumbers when those it has and those that are to come would be more than a contract can have. */
  private async assertNotTooMany(portInId: string, contractId: string, more: number): Promise<void> {
    const held = await this.numbers.ofContract(contractId, ['reserved', ...ACTIVE_NUMBERS]);
    const coming = await this.store.orders
      .find({ contractId, state: { $in: [...OPEN_PORT_INS] }, _id: { $ne: portInId } }, { numbers: 1 })
      .lean();
    const total = coming.reduce((sum, { numbers }) => sum + numbers.length, held.length + more);
    if (total > this.config.CONTRACT_NUMBERS_AT_MOST) throw new TooManyNumbers(this.config.CONTRACT_NUMBERS_AT_MOST);
  }

  private expiry(now: Date): Date {
    return new Date(now.getTime() + this.config.PORT_IN_EXPIRES_DAYS * DAY_MS);
  }
}
