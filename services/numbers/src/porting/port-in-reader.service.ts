import { Inject, Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { ListPortIns, OfPortDocument, PortFile } from '#libs/api/numbers/port-in.js';
import { Clock } from '#libs/platform/clock.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import { NumberStore } from '../number/number.store.js';
import { PortDocuments } from './documents.service.js';
import { letterOfAuthority } from './letter.format.js';
import { hasGiven } from './port-in-papers.rules.js';
import { ACTIVE_NUMBERS } from './port-in.rules.js';
import { PortInStore } from './port-in.store.js';
import type { PortInRow } from './port.schema.js';

const readableTo = ({ customerId = 'nobody' }: Actor): QueryFilter<PortInRow> => ({
  $or: [{ customerId }, { formerCustomers: customerId }],
});

/** What customers, and staff for them, see of port-in orders and of the papers that belong to them. */
@Injectable()
export class PortInReader {
  constructor(
    @Inject(PortInStore) private readonly store: PortInStore,
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(PortDocuments) private readonly documents: PortDocuments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async document({ portInId, documentId }: OfPortDocument, { actor }: RequestContext): Promise<PortFile> {
    const row = await this.store.seen(portInId, actor);
    const document = row.documents.find(({ id }) => id === documentId);
    if (!document || !hasGiven(row, document.givenBy, actor)) throw new NotFound('document');
    return this.documents.read(document);
  }

  async letter(portInId: string, { actor }: RequestContext): Promise<PortFile> {
    const row = await this.store.seen(portInId, actor);
    if (!hasGiven(row, row.givenBy, actor)) throw new NotFound('letter of authority');
    const pdf = await letterOfAuthority(row, this.clock.now());
    return { fileName: 'delega-portabilita.pdf', contentType: 'application/pdf', content: pdf.toString('base64') };
  }

  async list(
    { contractId, state, number, cursor, limit }: ListPortIns,
    actor: Actor,
  ): Promise<{ rows: PortInRow[]; nextCursor?: string }> {
    if (contractId) await this.assertKnown(contractId, actor);
    const size = pageSize(limit);
    const filter: QueryFilter<PortInRow> = {
      $and: [
        isStaff(actor) ? {} : readableTo(actor),
        { ...(contractId ? { contractId } : {}), ...(state ? { state } : {}), ...(number ? { numbers: number } : {}) },
        after<PortInRow>(cursor),
      ],
    };
    const { items, nextCursor } = pageOf(
      await this.store.orders
        .find(filter)
        .sort({ createdAt: -1, _id: -1 })
        .limit(size + 1)
        .lean(),
      size,
      (row) => row,
    );
    return { rows: items, nextCursor };
  }

  /** A contract that has neither orders nor numbers of the customer's is not the customer's (nasty case 13). @throws NotFound */
  private async assertKnown(contractId: string, actor: Actor): Promise<void> {
    if (isStaff(actor) || (await this.store.orders.exists({ contractId, ...readableTo(actor) }))) return;
    const held = await this.numbers.ofContract(contractId, ['reserved', ...ACTIVE_NUMBERS]);
    if (!actor.customerId || !held.some((row) => row.customerId === actor.customerId)) throw new NotFound('contract');
  }
}
