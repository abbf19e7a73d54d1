import { SAMPLE_BY_FORMAT, sampleText } from '#libs/testing/samples.js';

/** A schema of the API document, as far as samples are made of it. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Of whoever may ask; nobody's where it is public. */
  readonly roles: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body?: Schema;
  /** Its fields come as a form, beside files. */
  readonly upload: boolean;
}

/** The API document of a running system, and requests made of it. */
export class OpenApi {
  readonly operations: readonly Operation[];

  private constructor(private readonly document: any) {
    this.operations = Object.entries<Record<string, any>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => this.operation(method, path, operation)),
    );
  }

  static async of(url: string): Promise<OpenApi> {
    return new OpenApi(await (await fetch(`${url}/v1/openapi.json`)).json());
  }

  private operation(
    method: string,
    path: string,
    { parameters = [], requestBody, 'x-roles': roles = [] }: any,
  ): Operation {
    const [[type, { schema }] = ['', {}]] = Object.entries<{ schema?: Schema }>(requestBody?.content ?? {});
    return {
      method: method.toUpperCase(),
      path,
      roles,
      parameters: parameters.map((each: Parameter) => this.resolved(each)),
      body: schema,
      upload: type === 'multipart/form-data',
    };
  }

  /** What a reference stands for. */
  resolved<T extends { readonly $ref?: string }>(of: T): T {
    return of.$ref
      ? of.$ref
          .slice(2)
          .split('/')
          .reduce((at, name) => at[name], this.document)
      : of;
  }

  /** A schema without reference and without the null that it takes besides. */
  plain(schema: Schema): Schema {
    const { anyOf, ...rest } = this.resolved(schema);
    return anyOf ? this.plain({ ...rest, ...anyOf.find(({ type }) => type !== 'null') }) : rest;
  }

  takesNull(schema: Schema): boolean {
    return this.resolved(schema).anyOf?.some(({ type }) => type === 'null') ?? false;
  }

  /** A value that a schema takes, as far as it tells: of objects the fields that are required, and those that `known` has a value for. */
  sample(of: Schema, known: Readonly<Record<string, unknown>> = {}): unknown {
    const schema = this.plain(of);
    const [example] = schema.examples ?? [];
    if (example !== undefined) return example;
    if (schema.enum) return schema.enum[0];
    const format = SAMPLE_BY_FORMAT[schema.format ?? ''];
    if (format) return format();
    if (schema.type === 'object' && schema.properties) {
      const wanted = Object.entries(schema.properties).filter(
        ([name]) => schema.required?.includes(name) || known[name] !== undefined,
      );
      return Object.fromEntries(wanted.map(([name, inner]) => [name, known[name] ?? this.sample(inner, known)]));
    }
    if (schema.type === 'array')
      return Array.from({ length: Math.min(schema.minItems ?? 0, 3) }, () => this.sample(schema.items ?? {}, known));
    if (schema.type === 'integer') return Math.max(schema.minimum ?? 0, 1);
    if (schema.type === 'boolean') return true;
    return schema.type === 'object' ? {} : (sampleText(schema) ?? 'x');
  }
}
