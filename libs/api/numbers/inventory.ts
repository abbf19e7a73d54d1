import { BlockNotValid, BlockOverlap, DistrictUnknown } from '#libs/api/errors/numbers/inventory.errors.js';
import { ADMIN, ANYONE, CUSTOMER, STAFF } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, E164, Flag, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { OfContract, PageQuery } from '../kernel/shared.js';

/** The life of a number; services/numbers has the table of what leads from one state to another. */
export const NUMBER_STATES = [
  'available',
  'reserved',
  'assigned',
  'porting_out',
  'ported_out',
  'quarantined',
  'returned',
] as const;
export type NumberState = (typeof NUMBER_STATES)[number];

const DISTRICT = {
  pattern: /^0\d{1,3}$/,
  max: 4,
  example: '02',
  patternText: { it: 'deve essere un prefisso, per esempio 02', en: 'must be a prefix such as 02' },
};
const DIGITS = { pattern: /^\d+$/, patternText: { it: 'deve contenere solo cifre', en: 'must hold only digits' } };

export class ListDistricts {
  @Text({ optional: true, max: 60, description: 'Part of the name, or the beginning of the prefix', example: 'Mila' })
  query?: string;
  @Flag({ optional: true, description: 'Only those that have numbers to choose' }) available?: boolean;
}
export class DistrictView {
  @Text({ ...DISTRICT }) district!: string;
  @Text({ example: 'Milano' }) locality!: string;
  @Count({ description: 'Numbers free at the last count, at most a minute ago' }) available!: number;
}
export class DistrictList {
  @Many(() => DistrictView) items!: DistrictView[];
}

export class SearchNumbers {
  @Text({ ...DISTRICT }) district!: string;
  @Text({
    optional: true,
    ...DIGITS,
    max: 9,
    description: 'Digits that the number contains after its prefix',
    example: '2020',
  })
  contains?: string;
  @Count({ optional: true, min: 1, max: 50, description: 'How many at most, 10 by default' }) limit?: number;
}
export class NumberProposal {
  @E164() number!: string;
  @Text({ description: 'As people write it', example: '02 5550 2020' }) written!: string;
  @Text() district!: string;
  @Text() locality!: string;
  @Count({ max: 100, description: 'How easy it is to remember, 0 to 100' }) memorability!: number;
}
export class NumberProposals {
  @Many(() => NumberProposal) items!: NumberProposal[];
}

export class LoadBlocks {
  @Text({ ...DISTRICT }) district!: string;
  @Text({
    ...DIGITS,
    min: 6,
    max: 11,
    description: 'First number, as dialled within Italy; a multiple of 100',
    example: '0255500000',
  })
  from!: string;
  @Count({
    min: 100,
    max: 1_000_000,
    description: 'How many; a multiple of 100. They become blocks of 100, 1,000 and 10,000',
    example: 10_000,
  })
  count!: number;
}
export class BlockView {
  @Id() id!: string;
  @Text() district!: string;
  @E164() from!: string;
  @E164() to!: string;
  @Count() size!: number;
  @OneOf(['loading', 'ready']) state!: string;
  @Count({ description: 'Numbers of it that are in the inventory' }) loaded!: number;
  @Instant() createdAt!: string;
  @Text({ max: 100, description: 'Who loaded it' }) createdBy!: string;
}
export class BlockList {
  @Many(() => BlockView) items!: BlockView[];
}
export class ListBlocks extends PageQuery {
  @Text({ optional: true, ...DISTRICT }) district?: string;
}
export class BlockPage extends BlockList {
  @Text({ optional: true }) nextCursor?: string;
}

export class DistrictUse extends DistrictView {
  @Count() reserved!: number;
  @Count() assigned!: number;
  @Count() portingOut!: number;
  @Count() portedOut!: number;
  @Count() quarantined!: number;
  @Count({ description: 'Numbers of the district in the inventory' }) total!: number;
  @Count({ max: 10_000, description: 'Share that is not available, in hundredths of a percent' })
  usedBasisPoints!: number;
  @Flag({ description: 'Fewer are free than the threshold' }) low!: boolean;
  @Count({ description: 'Below so many free numbers an alarm is raised' }) lowBelow!: number;
  @Instant() countedAt!: string;
}
export class DistrictUses {
  @Many(() => DistrictUse) items!: DistrictUse[];
}

export class ListNumbers extends PageQuery {
  @Text({ optional: true, ...DISTRICT }) district?: string;
  @OneOf(NUMBER_STATES, { optional: true }) state?: NumberState;
  @Id({ optional: true }) contractId?: string;
  @Text({ optional: true, ...DIGITS, max: 9, description: 'Digits that the number contains' }) contains?: string;
}
export class NumberView {
  @E164() number!: string;
  @Text({ description: 'As people write it' }) written!: string;
  @Text() district!: string;
  @Text() locality!: string;
  @OneOf(NUMBER_STATES) state!: NumberState;
  @Id({ optional: true }) contractId?: string;
  @Id({ optional: true }) customerId?: string;
  @Flag({ description: 'It came from another operator' }) portedIn!: boolean;
  @Instant({ optional: true, description: 'Until when it is reserved' }) expiresAt?: string;
  @Instant({ optional: true }) assignedAt?: string;
  @Instant({ optional: true }) quarantineUntil?: string;
}
export class NumberPage {
  @Many(() => NumberView) items!: NumberView[];
  @Text({ optional: true }) nextCursor?: string;
}
/** A number that the contract no longer has, and that can still be taken to another operator (R21). */
export class EndedNumberView {
  @E164() number!: string;
  @Text({ description: 'As people write it' }) written!: string;
  @Instant({ description: 'When the contract ceased to have it' }) endedAt!: string;
  @RomeDay({ description: 'The last day on which another operator may ask for it' }) portableUntil!: string;
}
export class ContractNumbers {
  @Many(() => NumberView) items!: NumberView[];
  @Many(() => EndedNumberView, {
    description: 'Numbers that ended and can still be ported out, with their migration code',
  })
  ended!: EndedNumberView[];
}
export class OfNumber {
  @E164() number!: string;
}
export class NumberEvent {
  @Instant() at!: string;
  @Text({ description: 'What happened, a stable code' }) cause!: string;
  @OneOf(NUMBER_STATES, { description: 'The state it led to' }) state!: NumberState;
  @Text({ max: 100, description: 'Who did it' }) actor!: string;
  @Id({ optional: true }) contractId?: string;
  @Text({ optional: true, max: 200 }) reason?: string;
}
export class NumberHistory extends NumberView {
  @Many(() => NumberEvent, { description: 'Oldest first' }) history!: NumberEvent[];
}

export class DistrictRunsLow {
  @Text() district!: string;
  @Text() locality!: string;
  @Count() available!: number;
  @Count({ description: 'The threshold' }) lowBelow!: number;
  @Instant() at!: string;
}

export const numbersInventoryRpc = {
  /** For everyone: districts by name or prefix. */
  districts: rpc('numbers.districts', ListDistricts, DistrictList, { callers: ANYONE }),
  /** For everyone: free numbers of a district, the easy to remember first. Nothing is held: reserving decides who gets one. */
  search: rpc('numbers.search', SearchNumbers, NumberProposals, { callers: ANYONE, errors: [DistrictUnknown] }),
  /** Staff. Refused with `block_overlap` naming the block that has some of the numbers. Large loads go on after the answer. */
  loadBlocks: rpc('numbers.blocks.load', LoadBlocks, BlockList, {
    callers: ADMIN,
    key: true,
    deadlineMs: 25_000,
    errors: [BlockNotValid, BlockOverlap, DistrictUnknown],
  }),
  /** Staff. */
  listBlocks: rpc('numbers.blocks.list', ListBlocks, BlockPage, { callers: STAFF }),
  /** Staff: the use of every district that has numbers. */
  utilisation: rpc('numbers.stock.utilisation', ListDistricts, DistrictUses, { callers: STAFF }),
  /** Staff. */
  listNumbers: rpc('numbers.inventory.list', ListNumbers, NumberPage, { callers: STAFF, deadlineMs: 25_000 }),
  /** Staff: a number with everything that ever happened to it. */
  history: rpc('numbers.number.history', OfNumber, NumberHistory, { callers: STAFF, errors: [NotFound] }),
  /** A customer's own contract, any contract for staff. */
  ofContract: rpc('numbers.contract.numbers', OfContract, ContractNumbers, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
} as const;

export const districtRunsLow = event(
  'numbers.district.runs-low.v1',
  DistrictRunsLow,
  'Fewer numbers of a district are free than its threshold; sent once, until there are enough again.',
);
