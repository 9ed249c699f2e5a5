import type { Request, Response } from 'express';
import { assignRequestId, requestIdOf } from '../../../services/api/http/request-id';

function idFor(given: string): string {
  const response = { locals: {}, setHeader: () => undefined } as unknown as Response;
  assignRequestId()({ get: () => given } as unknown as Request, response, () => undefined);
  return requestIdOf(response);
}

it.each([
  'run-2026-11.batch_7',
  '01932f6e-7c1a-7cc1-8f4e-284058810502',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
])("keeps a caller's id: %s", (id) => {
  expect(idFor(id)).toBe(id);
});

it.each([
  '284058810502793',
  '2-84-05-88-105-027-93',
  '2.84.05.88.105.027',
  'nir_2_84_05_88_105_027_93',
  '199082A10502711',
  'x-1-99-08-2b-105-027',
])('replaces an id that may be a NIR: %s', (id) => {
  expect(idFor(id)).toMatch(/^[\da-f]{8}-/);
});
