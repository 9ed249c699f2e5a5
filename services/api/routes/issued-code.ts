import { z } from 'zod';
import { instantOfDate } from './schemas';

/** Given once, to whoever hands it on: only its digest is kept. */
export const issuedCode = z
  .object({
    code: z.string(),
    expiresAt: instantOfDate.nullable().meta({ description: 'null: until replaced' }),
  })
  .meta({ id: 'IssuedCode' });
