import { z } from 'zod';

/** What is read of the API's answers. A field that it gains, or a state, breaks no client that runs today. */
export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export const clientAnswer = z.object({
  employer: z.object({ id: z.uuid(), siret: z.string(), name: z.string() }),
});

const count = z.int().nonnegative();

export const batchAnswer = z.object({
  id: z.uuid(),
  reference: z.string(),
  period: z.string(),
  state: z.string(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  blocked: z.object({ code: z.string(), since: z.string(), nextTryAt: z.string().nullable() }).nullable(),
  counts: z.record(z.string(), count),
  received: count,
  dryRun: z.boolean(),
  publishAt: z.string().nullable(),
  content: z.object({ size: count, sha256: z.string() }).nullable(),
  proposal: z
    .object({ ready: count, toCheck: count, unreadable: count, duplicates: count, toPrint: count })
    .nullable(),
  confirmedAt: z.string().nullable(),
});
export type BatchAnswer = z.output<typeof batchAnswer>;

export const itemsAnswer = z.object({
  items: z.array(
    z.object({
      file: z.string(),
      pages: z.string(),
      state: z.string(),
      code: z.string().nullable(),
      reason: z.string().nullable(),
      proposal: z.object({ state: z.string(), code: z.string().nullable(), pages: z.string() }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const trustAnswer = z.object({ journalKey: z.string() });

export const problemAnswer = z.object({ code: z.string(), detail: z.string() });
