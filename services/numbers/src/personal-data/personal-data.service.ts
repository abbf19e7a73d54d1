import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { Obstacle, PersonalDataPage, ReadPersonalData } from '#libs/api/kernel/personal-data.js';
import {
  filesOf,
  readPersonalData,
  rowsOf,
  type KeptFile,
  type PersonalDataSource,
} from '#libs/platform/personal-data.js';
import type { NumberRow } from '../number/number.schema.js';
import { PortDocuments } from '../porting/documents.service.js';
import { hasGiven } from '../porting/port-in-papers.rules.js';
import { orderOf } from '../porting/port-in.view.js';
import type { PortInRow, PortOutRow } from '../porting/port.schema.js';
import type { IdentityRow, RegisterEntry } from '../register/register.schema.js';
import { OPEN_PORT_INS } from '../porting/port-in-life.rules.js';

const OPEN_PORT_OUTS: readonly PortOutRow['state'][] = ['accepted'];

/** Orders that a customer has, or had before a voltura: of those it sees what it gave (R16). */
export const inHand = (customerId: string): { $or: [{ customerId: string }, { formerCustomers: string }] } => ({
  $or: [{ customerId }, { formerCustomers: customerId }],
});
const ofCustomer = (customerId: string): Actor => ({
  kind: 'customer',
  id: customerId,
  roles: ['customer'],
  customerId,
});

/** What numbers keeps about a customer. */
@Injectable()
export class PersonalData {
  private readonly sources: readonly PersonalDataSource[];

  constructor(
    @InjectModel('Number') numbers: Model<NumberRow>,
    @InjectModel('RegisterEntry') entries: Model<RegisterEntry>,
    @InjectModel('Identity') identities: Model<IdentityRow>,
    @InjectModel('PortIn') private readonly portIns: Model<PortInRow>,
    @InjectModel('PortOut') private readonly portOuts: Model<PortOutRow>,
    @Inject(PortDocuments) private readonly documents: PortDocuments,
  ) {
    const own = (customerId: string): { customerId: string } => ({ customerId });
    this.sources = [
      rowsOf('numbers', numbers, own, ({ _id: number, district, state, contractId, portedIn, assignedAt, dueAt }) => ({
        number,
        district,
        state,
        contractId,
        portedIn,
        assignedAt,
        dueAt,
      })),
      rowsOf('holder-register', entries, own),
      rowsOf('holder-identities', identities, own, ({ salt: _secret, ...identity }) => identity),
      rowsOf('port-ins', portIns, inHand, (order, customerId) => ({
        ...orderOf(order, undefined, { actor: ofCustomer(customerId), locale: 'it' }),
      })),
      filesOf('port-in-documents', (customerId) => this.files(customerId)),
      rowsOf('port-outs', portOuts, own, ({ requestHash: _hash, untold: _untold, ...order }) => order),
    ];
  }

  read(request: ReadPersonalData): Promise<PersonalDataPage> {
    return readPersonalData(this.sources, request);
  }

  /** Orders that are not over. */
  async obstacles(customerId: string): Promise<Obstacle[]> {
    const open = [
      ...(await this.portIns.find({ customerId, state: { $in: [...OPEN_PORT_INS] } }, { _id: 1 }).lean()),
      ...(await this.portOuts.find({ customerId, state: { $in: [...OPEN_PORT_OUTS] } }, { _id: 1 }).lean()),
    ];
    return open.map(({ _id }) => ({ code: 'port_open', about: _id }));
  }

  private async files(customerId: string): Promise<KeptFile[]> {
    const orders = await this.portIns.find({ ...inHand(customerId), 'documents.0': { $exists: true } }).lean();
    return orders.flatMap((order) =>
      order.documents
        .filter(({ givenBy }) => hasGiven(order, givenBy, ofCustomer(customerId)))
        .map((document) => ({ id: document.id, name: document.fileName, read: () => this.contentOf(document) })),
    );
  }

  private contentOf(document: PortInRow['documents'][number]): Promise<string | undefined> {
    return this.documents.read(document).then(
      ({ content }) => content,
      () => undefined,
    );
  }
}
