/** A schema of the OpenAPI 3.1 document: JSON Schema 2020-12, as far as ours use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

const SIMPLE: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** The TypeScript type of a schema. A form that is not known here is an error rather than a guess. */
export function typeOfSchema(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOfReference(schema.$ref);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return unique(choices.map(typeOfSchema)).join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map((part) => `(${typeOfSchema(part)})`).join(' & ');
  if (schema.type === undefined) return 'unknown';
  const kinds = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return kinds.map((kind) => typeOfKind(kind, schema)).join(' | ');
}

function typeOfKind(kind: string, schema: Schema): string {
  if (kind === 'string' && schema.format === 'binary') return 'Blob';
  if (kind === 'array') return `readonly (${typeOfSchema(schema.items ?? {})})[]`;
  if (kind === 'object') return typeOfObject(schema);
  const simple = SIMPLE[kind];
  if (simple === undefined) throw new Error(`a schema of type ${kind} has no TypeScript type here`);
  return simple;
}

function typeOfObject({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined) {
    const values = typeof additionalProperties === 'object' ? typeOfSchema(additionalProperties) : 'unknown';
    return `Readonly<Record<string, ${values}>>`;
  }
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `readonly ${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOfSchema(schema)};`,
  );
  return `{ ${members.join(' ')} }`;
}

function nameOfReference(reference: string): string {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1];
  if (name === undefined) throw new Error(`${reference} is not a schema of this document`);
  return name;
}

function unique(types: readonly string[]): string[] {
  return [...new Set(types)];
}
