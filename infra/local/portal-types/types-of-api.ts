import { type Schema, typeOfSchema } from './type-of-schema';

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const HEAD = '// Written by `npm run portal:types` from the OpenAPI document. Do not edit.\n';

/** TypeScript declarations of every call, by `METHOD path`, and of every named schema. */
export function typesOfApi({ paths, components }: ApiDocument): string {
  const named = Object.entries(components.schemas ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOfSchema(schema)};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => typeOfOperation(method, path, operation)),
  );
  return `${HEAD}\n${named.join('\n')}\nexport interface Operations {\n${operations.join('\n')}\n}\n`;
}

function typeOfOperation(method: string, path: string, operation: Operation): string {
  return [
    `  /** ${operation.summary.replaceAll('*/', '* /')} */`,
    `  '${method.toUpperCase()} ${path}': {`,
    `    params: ${parametersOf(operation, 'path')};`,
    `    query: ${parametersOf(operation, 'query')};`,
    `    body: ${bodyOf(operation)};`,
    `    response: ${responseOf(operation)};`,
    '  };',
  ].join('\n');
}

function parametersOf({ parameters = [] }: Operation, place: string): string {
  const members = parameters
    .filter((parameter) => parameter.in === place)
    .map(
      ({ name, required, schema }) =>
        `readonly ${JSON.stringify(name)}${required === true ? '' : '?'}: ${typeOfSchema(schema)};`,
    );
  return members.length === 0 ? 'Record<never, never>' : `{ ${members.join(' ')} }`;
}

function bodyOf({ requestBody }: Operation): string {
  if (requestBody === undefined) return 'undefined';
  const types = Object.entries(requestBody.content).map(([type, { schema }]) =>
    type === 'multipart/form-data' ? 'FormData' : typeOfSchema(schema),
  );
  return [...new Set(types)].join(' | ');
}

/** Of what succeeds; `undefined` where it has no body. */
function responseOf({ responses }: Operation): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content }]) => {
      const bodies = Object.values(content ?? {});
      return bodies.length === 0 ? ['undefined'] : bodies.map(({ schema }) => typeOfSchema(schema));
    });
  return [...new Set(types)].join(' | ');
}
