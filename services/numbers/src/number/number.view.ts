import type { NumberProposal, NumberView } from '#libs/api/numbers/inventory.js';
import { districtOf, formatNumber } from '#libs/italy/phone-number.js';
import type { NumberRow } from './number.schema.js';

const namesOf = ({
  _id,
  district,
}: NumberRow): { number: string; written: string; district: string; locality: string } => ({
  number: _id,
  written: formatNumber(_id),
  district,
  locality: districtOf(_id)!.locality,
});

/** A number as its customer and staff see it. */
export const viewOf = (row: NumberRow): NumberView => ({
  ...namesOf(row),
  state: row.state,
  portedIn: row.portedIn ?? false,
  contractId: row.contractId,
  customerId: row.customerId,
  expiresAt: row.state === 'reserved' ? row.dueAt?.toISOString() : undefined,
  assignedAt: row.assignedAt?.toISOString(),
  quarantineUntil: row.state === 'quarantined' ? row.dueAt?.toISOString() : undefined,
});

/** A free number to choose. */
export const proposalOf = (row: NumberRow): NumberProposal => ({ ...namesOf(row), memorability: row.score });
