import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Obstacle, PersonalDataPage, ReadPersonalData } from '#libs/api/kernel/personal-data.js';
import { withoutLastDigits } from '#libs/italy/dialled-number.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import {
  filesOf,
  readPersonalData,
  rowsOf,
  type KeptFile,
  type PersonalDataSource,
} from '#libs/platform/personal-data.js';
import type { Account } from '../account/account.schema.js';
import type { Adjustment } from '../credit/adjustments/adjustment.schema.js';
import type { CallSettings, CallSettingsChangeRow } from '../calls/limits/call-settings.schema.js';
import type { RefusedCallRow } from '../calls/limits/refused-call.schema.js';
import type { ChangeOrderRow } from '../contract/changes/change-order.schema.js';
import type { Invoice } from '../documents/invoices/invoice.schema.js';
import type { LedgerEntry } from '../credit/ledger/entry.schema.js';
import type { Payment } from '../bank/payments/payment.schema.js';
import type { Refund } from '../refunds/refund.schema.js';
import type { CallRejectRow } from '../calls/traffic/call-reject.schema.js';
import type { Call } from '../calls/traffic/traffic.schema.js';
import type { Unmatched } from '../bank/transfers/transfer.schema.js';
import { heldBy, spansOf, within, type Span } from './holdings.rules.js';

/** What billing keeps about a customer. */
@Injectable()
export class PersonalData {
  private readonly sources: readonly PersonalDataSource[];

  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('LedgerEntry') entries: Model<LedgerEntry>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('Payment') payments: Model<Payment>,
    @InjectModel('Adjustment') adjustments: Model<Adjustment>,
    @InjectModel('ChangeOrder') changes: Model<ChangeOrderRow>,
    @InjectModel('Call') calls: Model<Call>,
    @InjectModel('CallReject') rejects: Model<CallRejectRow>,
    @InjectModel('CallSettings') private readonly settings: Model<CallSettings>,
    @InjectModel('CallSettingsChange') settingsChanges: Model<CallSettingsChangeRow>,
    @InjectModel('RefusedCall') refused: Model<RefusedCallRow>,
    @InjectModel('UnmatchedTransfer') transfers: Model<Unmatched>,
  ) {
    const own = (customerId: string): { customerId: string } => ({ customerId });
    const during =
      (at: string) =>
      async (customerId: string): Promise<object> =>
        within(at, await this.spans(customerId));
    this.sources = [
      rowsOf(
        'accounts',
        accounts,
        (customerId) => heldBy(customerId),
        (account, customerId) => accountOf(account, customerId),
      ),
      rowsOf('movements', entries, during('at'), withoutHashes),
      rowsOf('invoices', this.invoices, own, ({ xml: _file, ...invoice }) => ({ ...invoice })),
      filesOf('invoices', (customerId) => this.files(customerId)),
      rowsOf('refunds', this.refunds, own),
      rowsOf('card-top-ups', payments, during('createdAt')),
      rowsOf('bank-transfers', transfers, during('assignedAt')),
      rowsOf('adjustments', adjustments, own),
      rowsOf('changes-of-services', changes, own),
      this.masked(rowsOf('calls', calls, during('startedAt'))),
      this.masked(rowsOf('calls-refused', refused, during('createdAt'))),
      rowsOf('call-limits', this.settings, own),
      rowsOf('call-limits-changes', settingsChanges, own),
      this.masked(
        rowsOf(
          'calls-not-taken',
          rejects,
          async (customerId) => withinRecords(await this.spans(customerId)),
          ({ record, reason, at }) => ({ ...record, reason, at }),
        ),
      ),
    ];
  }

  /** Called numbers are whole only where the customer chose to see them so (R28): whoever wants them whole here chooses it first. */
  private masked(source: PersonalDataSource): PersonalDataSource {
    return async (customerId, after) => {
      const piece = await source(customerId, after);
      if (!piece) return undefined;
      const rows = JSON.parse(piece.content) as { contractId: string; to: string }[];
      const contracts = [...new Set(rows.map(({ contractId }) => contractId))];
      const chosen = await byIds(contracts, (some) =>
        this.settings.find({ _id: { $in: some }, customerId, clearNumbers: true }, { _id: 1 }).lean<CallSettings[]>(),
      );
      const clear = new Set(chosen.map(({ _id }) => _id));
      return {
        ...piece,
        content: JSON.stringify(
          rows.map((row) => (clear.has(row.contractId) ? row : { ...row, to: withoutLastDigits(row.to) })),
        ),
      };
    };
  }

  read(request: ReadPersonalData): Promise<PersonalDataPage> {
    return readPersonalData(this.sources, request);
  }

  /** Money that is still to go one way or the other. */
  async obstacles(customerId: string): Promise<Obstacle[]> {
    const accounts = await this.accounts
      .find({ customerId, balanceCents: { $ne: 0 } }, { balanceCents: 1 })
      .lean<Account[]>();
    const refunds = await this.refunds.find({ customerId, state: { $ne: 'executed' } }, { _id: 1 }).lean();
    return [
      ...accounts.map(({ _id, balanceCents }) => ({
        code: balanceCents > 0 ? 'credit_left' : 'debt_open',
        about: _id,
      })),
      ...refunds.map(({ _id }) => ({ code: 'refund_open', about: _id })),
    ];
  }

  private async spans(customerId: string): Promise<Span[]> {
    const accounts = await this.accounts
      .find(heldBy(customerId), { customerId: 1, holder: 1, formerHolders: 1 })
      .lean<Account[]>();
    return spansOf(accounts, customerId);
  }

  private async files(customerId: string): Promise<KeptFile[]> {
    const invoices = await this.invoices
      .find({ customerId }, { fileName: 1 })
      .lean<Pick<Invoice, '_id' | 'fileName'>[]>();
    return invoices.map(({ _id, fileName }) => ({
      id: _id,
      name: fileName ?? 'fattura.xml',
      read: async () =>
        Buffer.from((await this.invoices.findById(_id, { xml: 1 }).lean<Invoice>())?.xml ?? '').toString('base64'),
    }));
  }
}

/** As `within`, of records as the switch gave them: their instants are text. */
const withinRecords = (spans: readonly Span[]): object =>
  spans.length > 0
    ? {
        $or: spans.map(({ contractId, from, until }) => ({
          'record.contractId': contractId,
          'record.startedAt': { $gte: from.toISOString(), $lt: until.toISOString() },
        })),
      }
    : { _id: 'nothing' };

/** Of a contract that it no longer has, only what it was then; of one that others had, nothing of theirs. */
function accountOf(account: Account, customerId: string): Record<string, unknown> {
  const { lastHash: _hash, version: _version, formerHolders = [], formerIdentities = [], ...own } = account;
  const isOwn = (each: { readonly customerId: string }): boolean => each.customerId === customerId;
  const corrected = formerIdentities.some(isOwn) ? { formerIdentities: formerIdentities.filter(isOwn) } : {};
  if (isOwn(account)) return { ...own, ...corrected };
  return { _id: account._id, contractNumber: account.contractNumber, held: formerHolders.filter(isOwn), ...corrected };
}

const withoutHashes = ({
  chainVersion: _version,
  previousHash: _previous,
  hash: _hash,
  ...entry
}: LedgerEntry): Record<string, unknown> => entry;
