import { foldName } from '../../directory/fold-name';
import { isNirShaped, normalisePayrollNumber } from '../../directory/payroll-number';
import type { PrintedName } from '../page-text/slip-fields';
import { chooseEmployment } from './choose-employment';
import { type Comparison, compareClaim, compareIdentity } from './compare-identity';
import { type DirectoryView, foldedNamesOf, type KnownEmployment } from './directory-view';
import { type AgreedSignal, type MatchCode, type MatchOutcome, refuse } from './match-outcome';
import { candidatesOf, familyNamesIn, foldedRunsOf, type MatchRequest } from './match-request';
import { tellApart } from './tell-apart';

/** The one form a claim may give; a file name's is brought into it by its pattern. */
const PERIOD = /^\d{4}-(?:0[1-9]|1[0-2])$/u;

/**
 * Decides which employment an item belongs to, or why a person must.
 *
 * The claim says whose it is, the page is the witness. A matricule must name
 * exactly one employment, a second signal must agree, the page must speak, and
 * no signal anywhere may disagree: of all mistakes, a payslip in the wrong
 * vault is the worst. Pure; which situation gives which code stands in
 * `MATCH_CODES`.
 */
export function matchItem(request: MatchRequest, directory: DirectoryView): MatchOutcome {
  const { claim, page, batch, settings } = request;
  const refused = (code: MatchCode, detail?: string): MatchOutcome =>
    refuse(code, candidatesOf(request, directory), detail);

  const claimed = normalisePayrollNumber(claim?.payrollNumber ?? '');
  if (isNirShaped(claimed)) return refuse('nir-as-payroll-number', []);
  const claimedPeriod = claim?.period?.trim() || undefined;
  if (claimedPeriod !== undefined && !PERIOD.test(claimedPeriod)) {
    return refused('period-invalid', 'the period claimed is no YYYY-MM');
  }
  const period = claimedPeriod ?? batch.period ?? only(page.periods);
  if (period !== null && period > batch.today.slice(0, 7)) {
    return refused('period-invalid', 'the period lies in the future');
  }

  if (page.sirets.some((siret) => siret !== batch.employerSiret)) return refused('other-employer');
  const printed = page.payrollNumbers.map(normalisePayrollNumber);
  if (printed.length > 1) return refused('document-disagrees', 'the page shows several matricules');
  const payrollNumber = claimed || printed[0];
  if (!payrollNumber) return refused(page.hasText ? 'no-payroll-number' : 'no-second-source');

  // Without any period the last month that has begun stands for it.
  const at = period ?? batch.today.slice(0, 7);
  const choice = chooseEmployment(
    directory,
    batch.source,
    payrollNumber,
    at,
    settings.monthsWithoutBirthDate,
  );
  if (!choice.found) return refused(choice.code);
  const { employment } = choice;

  if (claimed && printed[0] !== undefined && printed[0] !== claimed) {
    return refused('document-disagrees', 'the matricule claimed is not the one on the page');
  }
  const fromClaim = compareClaim(claim, employment);
  if (fromClaim.disagrees)
    return refused('claim-disagrees', 'the identity claimed is not that of the matricule');
  if (fileNamesAnother(claim?.fileWords, employment, directory)) {
    return refused('claim-disagrees', 'the file name bears the name of another agent');
  }
  if (claimedPeriod && batch.period !== null && claimedPeriod !== batch.period) {
    return refused('claim-disagrees', 'the period claimed is not the batch’s');
  }
  const fromPage = compareIdentity(page.names, page.birthDates, employment);
  if (fromPage.disagrees)
    return refused('document-disagrees', 'the identity on the page is not that of the matricule');
  if (namesAnother(page.names, employment, directory)) {
    return refused('document-disagrees', 'the page holds the full name of another agent');
  }
  if (page.periods.some((printedPeriod) => printedPeriod !== period)) {
    return refused('document-disagrees', 'the period on the page is not the one claimed');
  }

  const pageSpeaks = printed.length > 0 || tellApart(fromPage, employment, directory) === 'told-apart';
  const manifestOnly = !pageSpeaks && claim !== null && settings.manifestOnlyTypes.includes(request.type);
  if (!pageSpeaks && !manifestOnly)
    return refused('no-second-source', whyPageIsSilent(fromPage, employment, directory));

  const agreed: Comparison = {
    names: [...new Set([...fromClaim.names, ...fromPage.names])],
    givenName: fromClaim.givenName || fromPage.givenName,
    birthDate: fromClaim.birthDate || fromPage.birthDate,
    disagrees: false,
  };
  const apart = tellApart(agreed, employment, directory);
  if (apart !== 'told-apart') return refused(apart);
  if (choice.needsBirthDate && !agreed.birthDate) return refused('needs-birth-date');

  return {
    state: 'matched',
    employmentId: employment.employmentId,
    period,
    signals: [
      ...signalsOf('claim', fromClaim, claimed !== '', claimedPeriod !== undefined),
      ...signalsOf('page', fromPage, printed.length > 0, page.periods.length > 0),
      ...(page.sirets.length > 0 ? (['page:siret'] as const) : []),
    ],
    manifestOnly,
  };
}

/** An unlabelled name that is, whole, another agent's and not this one's. */
export function namesAnother(
  names: readonly PrintedName[],
  employment: KnownEmployment,
  directory: DirectoryView,
): boolean {
  return names
    .filter(({ kind }) => kind === 'bare')
    .filter((name) => !compareIdentity([name], [], employment).givenName)
    .some((name) =>
      familyNamesIn([name])
        .flatMap((folded) => directory.bearingName(folded))
        .some((other) => compareIdentity([name], [], other).givenName),
    );
}

/** Words of a file's name that are another agent's family name, and neither name of this one. */
function fileNamesAnother(
  words: string | undefined,
  employment: KnownEmployment,
  directory: DirectoryView,
): boolean {
  const own = [...foldedNamesOf(employment), foldName(employment.givenName)];
  const runs = foldedRunsOf(words);
  return !runs.some((run) => own.includes(run)) && runs.some((run) => directory.bearingName(run).length > 0);
}

function whyPageIsSilent(page: Comparison, employment: KnownEmployment, directory: DirectoryView): string {
  if (page.names.length > 0 && tellApart(page, employment, directory) !== 'told-apart') {
    return 'the name on the page is that of several agents';
  }
  return 'the page says neither matricule nor second signal';
}

function signalsOf(
  side: 'claim' | 'page',
  agreed: Comparison,
  payrollNumber: boolean,
  period: boolean,
): AgreedSignal[] {
  const signals: AgreedSignal[] = [];
  if (payrollNumber) signals.push(`${side}:payroll-number`);
  if (agreed.names.length > 0) signals.push(`${side}:name`);
  if (agreed.givenName) signals.push(`${side}:given-name`);
  if (agreed.birthDate) signals.push(`${side}:birth-date`);
  if (period) signals.push(`${side}:period`);
  return signals;
}

function only<T>(values: readonly T[]): T | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}
