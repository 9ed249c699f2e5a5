import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { type Addressee, readAddressees } from '../../directory/read-addressees';
import { type EmployerView, readEmployer } from '../../directory/read-employer';
import type { EntryDraft } from '../../journal/append-entries';
import type { IdentityDeps } from '../deps';
import { IdentityError } from '../errors';
import { lockAgentCodes, replaceAgentCodes } from '../replace-agent-codes';
import { type Letter, renderLetters } from './render-letters';

/** Of one call: what a person puts into envelopes in one go, and what one file holds. */
export const MAX_LETTERS = 500;

export interface LettersRequest {
  readonly employerId: string;
  /** Origin of the portal, without a path. */
  readonly portalUrl: string;
  /** Employment ids; whoever of them has activated gets none. */
  readonly to: readonly string[] | 'not-activated';
}

/**
 * Activation letters as one PDF, a page each, by name: with a new code for each
 * agent, which ends the one before. Each code is journaled in the agent's own
 * trace. The file is stored nowhere.
 *
 * The codes are there before the letters are drawn: a crash in between leaves
 * codes that nobody knows, and the next call replaces them.
 *
 * @param actor of scope `employer`
 * @throws {@link IdentityError} `nobody-to-write-to`, `over-limit`; {@link DirectoryError}
 *   `employer-not-found`, `employment-not-found`
 */
export async function printLetters(
  deps: IdentityDeps,
  actor: Actor,
  request: LettersRequest,
): Promise<{ readonly content: Buffer; readonly fileName: string }> {
  const { employer, letters } = await deps.uow.run(actor, (tx) => issueCodes(tx, deps, actor, request));
  const date = deps.clock.now();
  const activationUrl = `${request.portalUrl}/activation`;
  return {
    content: await renderLetters({ employerName: employer.name, activationUrl, date }, letters),
    fileName: `lettres-activation-${date.toISOString().slice(0, 10)}.pdf`,
  };
}

async function issueCodes(
  tx: EntityManager,
  deps: IdentityDeps,
  actor: Actor,
  { employerId, to }: LettersRequest,
): Promise<{ employer: EmployerView; letters: Letter[] }> {
  const employer = await readEmployer(tx, employerId);
  const wanted = await readAddressees(
    tx,
    deps,
    employerId,
    to === 'not-activated' ? 'all' : to,
    MAX_LETTERS + 1,
  );
  if (wanted.length > MAX_LETTERS) throw new IdentityError('over-limit');
  await lockAgentCodes(
    tx,
    wanted.map((addressee) => addressee.employmentId),
  );
  const addressees = await stillWaiting(tx, wanted);
  if (addressees.length === 0) throw new IdentityError('nobody-to-write-to');
  const codes = await replaceAgentCodes(
    tx,
    deps,
    employerId,
    addressees.map((addressee) => addressee.employmentId),
  );
  await deps.journal.append(
    tx,
    actor,
    addressees.map((addressee) => entryOf(employer, addressee)),
  );
  const letters = addressees.sort(byName).map(({ employmentId, payrollNumber, ...person }) => {
    const code = codes.get(employmentId)?.code;
    if (code === undefined) throw new Error('a letter without a code');
    return { name: `${person.givenName} ${shownName(person)}`, payrollNumber, code };
  });
  return { employer, letters };
}

/** Whoever activated while this waited for the lock needs no letter. */
async function stillWaiting(tx: EntityManager, wanted: readonly Addressee[]): Promise<Addressee[]> {
  const rows: { id: string }[] = await tx.query(
    'select id from employment where id = any ($1::uuid[]) and not activated',
    [wanted.map((addressee) => addressee.employmentId)],
  );
  const waiting = new Set(rows.map((row) => row.id));
  return wanted.filter((addressee) => waiting.has(addressee.employmentId));
}

function entryOf(employer: EmployerView, { employmentId, vaultId }: Addressee): EntryDraft {
  return {
    subject: { kind: 'agent', id: vaultId },
    employerId: employer.id,
    employerSiret: employer.siret,
    owner: employmentId,
    action: 'create-code',
    outcome: 'done',
    code: 'letter',
  };
}

/** The name that a person goes by, which is also the one on the envelope. */
function shownName({ usageName, familyName }: Pick<Addressee, 'usageName' | 'familyName'>): string {
  return usageName ?? familyName;
}

const FRENCH = new Intl.Collator('fr');

function byName(a: Addressee, b: Addressee): number {
  return (
    FRENCH.compare(shownName(a), shownName(b)) ||
    FRENCH.compare(a.givenName, b.givenName) ||
    FRENCH.compare(a.payrollNumber, b.payrollNumber)
  );
}
