import { z } from 'zod';
import { instant } from './schemas';

/** Given once, to whoever hands it on: only its digest is kept. */
export const issuedCode = z
  .object({
    code: z.string(),
    expiresAt: instant.nullable().meta({ description: 'null: until replaced' }),
  })
  .meta({ id: 'IssuedCode' });
