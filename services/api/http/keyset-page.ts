import { z } from 'zod';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 200;

const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,512}$/)
  .optional()
  .meta({ description: 'nextCursor of the page before' });

/**
 * `?limit=&cursor=` of every list. A cursor is the answer's `nextCursor`, handed
 * back unread; the capability that made it checks it again.
 */
export const pageQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }),
  cursor,
});

/** The same in the body of a search: what a person types is a name more often than not, and no name stands in a URL. */
export const pageBody = z.strictObject({
  limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  cursor,
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item).readonly(),
    nextCursor: z.string().nullable().meta({ description: 'null on the last page' }),
  });
}
