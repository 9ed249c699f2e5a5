import { Resolver } from 'node:dns/promises';

/** Addresses of a name, none where it has none. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

const TRY_MS = 2_000;
const TRIES = 2;

/**
 * Asks the name servers themselves: no file of this machine, no search list, and
 * no thread of the pool that passwords and files are worked on with, which a
 * name server that never answers would hold.
 */
export const resolveHost: ResolveHost = async (hostname) => {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};
