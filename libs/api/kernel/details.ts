/**
 * What a domain error tells beside its sentence, declared once: the type of its details, their JSON Schema for the API
 * document and docs/errors.md, and an example. Not `fields.ts`: details are never input, so nothing here validates, and
 * rules that throw load no validator.
 */
export interface Detail<Value> {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example: Value;
  readonly optional?: boolean;
}
export type Details = Readonly<Record<string, Detail<any>>>;
type Left<D extends Details> = { [Name in keyof D]: D[Name] extends { optional: true } ? Name : never }[keyof D];
/** The values of what was declared. */
export type Told<D extends Details> = {
  readonly [Name in Exclude<keyof D, Left<D>>]: D[Name] extends Detail<infer Value> ? Value : never;
} & { readonly [Name in Left<D>]?: D[Name] extends Detail<infer Value> ? Value | undefined : never };

const detail = <Value>(type: object, description: string, example: Value): Detail<Value> => ({
  schema: { ...type, description },
  example,
});
export const text = (description: string, example: string): Detail<string> =>
  detail({ type: 'string' }, description, example);
/** One of a few words, each a state or a reason. */
export const word = <Word extends string>(description: string, example: Word): Detail<Word> =>
  detail({ type: 'string' }, description, example);
export const words = (description: string, example: readonly string[]): Detail<readonly string[]> =>
  detail({ type: 'array', items: { type: 'string' } }, description, example);
export const whole = (description: string, example: number): Detail<number> =>
  detail({ type: 'integer' }, description, example);
/** An amount in integer cents of euro. */
export const amount = (description: string, example: number): Detail<number> =>
  detail({ type: 'integer', format: 'cents' }, description, example);
/** A number in E.164. */
export const number = (description = 'The number, E.164', example = '+390255501222'): Detail<string> =>
  detail({ type: 'string', format: 'e164' }, description, example);
/** A day in Europe/Rome. */
export const day = (description: string, example = '2026-12-01'): Detail<string> =>
  detail({ type: 'string', format: 'date' }, description, example);
export const instant = (description: string, example = '2026-11-30T23:00:00.000Z'): Detail<string> =>
  detail({ type: 'string', format: 'date-time' }, description, example);
export const list = <Item>(description: string, example: readonly Item[]): Detail<readonly Item[]> =>
  detail({ type: 'array', items: { type: 'object' } }, description, example);
export const optional = <Value>(of: Detail<Value>): Detail<Value> & { readonly optional: true } => ({
  ...of,
  optional: true,
});

/** The JSON Schema of declared details. */
export const detailsSchema = (details: Details): Record<string, unknown> => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(details).map(([name, { schema, example }]) => [name, { ...schema, example }]),
  ),
  required: Object.keys(details).filter((name) => !details[name]!.optional),
});

/** The example of each. */
export const exampleOf = <D extends Details>(details: D): Told<D> =>
  Object.fromEntries(Object.entries(details).map(([name, { example }]) => [name, example])) as Told<D>;
