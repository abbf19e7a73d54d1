import { Count, Many, Nested, Text } from './fields.js';
import { assertBody, schemaOf, toldAs } from './schema.js';

class Line {
  @Count({ optional: true }) amount?: number;
}
class Order {
  @Text() id!: string;
  @Text({ optional: true }) note?: string;
  @Text({ optional: true, nullable: true }) until?: string | null;
  @Nested(() => Line, { optional: true }) first?: Line;
  @Many(() => Line, { optional: true }) lines?: Line[];
}
const refused = (value: unknown): string => {
  try {
    assertBody(Order, value);
    return '';
  } catch (error) {
    return (error as { fields: { field: string }[] }).fields[0]!.field;
  }
};

describe('null at the broker', () => {
  it('is refused by whoever is asked, unless the contract class says nullable', () => {
    expect(['note', 'first', 'lines'].map((field) => refused({ id: 'a', [field]: null }))).toEqual([
      'note',
      'first',
      'lines',
    ]);
    expect(refused({ id: 'a', lines: [{ amount: null }] })).toBe('lines.0.amount');
    expect(refused({ id: null })).toBe('id');
    expect(refused({ id: 'a', until: null })).toBe('');
    expect(schemaOf(Order)).toMatchObject({ properties: { until: { anyOf: [{ type: 'string' }, { type: 'null' }] } } });
  });

  it('is left out of what a service tells of its stored data, where the field is optional', () => {
    const stored = {
      id: 'a',
      note: null,
      until: null,
      first: { amount: null },
      lines: [{ amount: null }, { amount: 2 }],
    } as unknown as Order;
    expect(toldAs(Order, stored)).toEqual({ id: 'a', until: null, first: {}, lines: [{}, { amount: 2 }] });
    expect(() => toldAs(Order, { id: null } as unknown as Order)).toThrow('id');
  });

  it('is not looked for in what is right', () => {
    const right = { id: 'a', lines: [{ amount: 1 }] };
    expect(toldAs(Order, right)).toBe(right);
  });
});
