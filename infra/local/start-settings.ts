import { variables } from '../config/variables';
import { findFreePort, isFreePort } from './free-port';
import { type Environment, present } from './stack-environment';

const PORT = 8080;

/** What every process has from its surroundings: where programs lie, which roots TLS trusts. */
const SURROUNDINGS = ['PATH', 'NODE_EXTRA_CA_CERTS'];

/**
 * Of the environment of a shell, what configures the installation. No program
 * gets the rest: the tokens and keys of other programs are none of its business.
 */
export function takeSettings(environment: Readonly<Record<string, string | undefined>>): Environment {
  const known = new Set([...Object.keys(variables.shape), ...SURROUNDINGS]);
  return Object.fromEntries(
    Object.entries(present(environment)).filter(
      // A mistyped limit is passed on, for the programs to refuse.
      ([name]) => known.has(name) || name.startsWith('LIMIT_'),
    ),
  );
}

/** The usual port where none was asked for, or one that is free. One that was asked for is used or nothing is. */
export async function choosePort(
  given: Environment,
  say: (sentence: string) => void,
  usual = PORT,
): Promise<string> {
  if (given.PORT !== undefined) return given.PORT;
  if (await isFreePort(usual)) return String(usual);
  const port = await findFreePort();
  say(`port ${usual} is taken: using ${port} (PORT=… chooses one)`);
  return String(port);
}
