import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeRoutes } from '../../../infra/local/portal-types/describe-routes';
import { typeOfSchema } from '../../../infra/local/portal-types/type-of-schema';
import { typesOfApi } from '../../../infra/local/portal-types/types-of-api';

describe("the portal's types of the API", () => {
  it('are those of the routes of this source tree (npm run portal:types)', () => {
    const file = path.join(__dirname, '../../../services/portal/api/schema.d.ts');
    expect(readFileSync(file, 'utf8')).toBe(typesOfApi(describeRoutes()));
  });

  it.each<[string, Parameters<typeof typeOfSchema>[0], string]>([
    ['a nullable string', { type: ['string', 'null'] }, 'string | null'],
    ['words of a closed list', { type: 'string', enum: ['a', "b'"] }, `"a" | "b'"`],
    ['a file', { type: 'string', format: 'binary' }, 'Blob'],
    [
      'a list of named things',
      { type: 'array', items: { $ref: '#/components/schemas/Item' } },
      'readonly (Item)[]',
    ],
    [
      'numbers by name',
      { type: 'object', additionalProperties: { type: 'integer' } },
      'Readonly<Record<string, number>>',
    ],
    ['one of two', { anyOf: [{ type: 'null' }, { type: 'boolean' }] }, 'null | boolean'],
    [
      'an object with an optional part',
      { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'number' } }, required: ['a'] },
      '{ readonly "a": string; readonly "b-c"?: number; }',
    ],
  ])('say %s', (_what, schema, type) => {
    expect(typeOfSchema(schema)).toBe(type);
  });

  it('refuse a form that they do not know', () => {
    expect(() => typeOfSchema({ type: 'tuple' })).toThrow('tuple');
    expect(() => typeOfSchema({ $ref: 'elsewhere.json#/x' })).toThrow('elsewhere');
  });
});
