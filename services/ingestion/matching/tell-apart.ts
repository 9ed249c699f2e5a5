import { foldName } from '../../directory/fold-name';
import type { Comparison } from './compare-identity';
import { type DirectoryView, foldedNamesOf, type KnownEmployment } from './directory-view';

/**
 * Whether what agrees is a second signal: a birth or usage name, or the birth
 * date, that no other agent of the employer shares. Where another one, past
 * ones included, bears the name, the given name must agree too; where that is
 * shared, the birth date; where the birth date is shared (twins), the given
 * name.
 */
export function tellApart(
  agreed: Comparison,
  employment: KnownEmployment,
  directory: DirectoryView,
): 'told-apart' | 'no-second-source' | 'needs-birth-date' {
  if (agreed.names.length === 0 && !agreed.birthDate) return 'no-second-source';
  // By the birth date alone, twins are found through any of the names.
  const names = agreed.names.length > 0 ? agreed.names : foldedNamesOf(employment);
  const homonyms = names
    .flatMap((name) => directory.bearingName(name))
    .filter(({ employmentId }) => employmentId !== employment.employmentId);
  let missing: 'told-apart' | 'no-second-source' | 'needs-birth-date' = 'told-apart';
  for (const homonym of homonyms) {
    const sharesGiven = foldName(homonym.givenName) === foldName(employment.givenName);
    const sharesBirth = homonym.birthDate === null || homonym.birthDate === employment.birthDate;
    const byGiven = agreed.givenName && !sharesGiven;
    const byBirth = agreed.birthDate && !sharesBirth;
    // Names and birth date all shared: the same person twice, told apart by the matricule alone.
    const byBoth = agreed.givenName && agreed.birthDate;
    if (byGiven || byBirth || byBoth) continue;
    if (sharesGiven && !agreed.birthDate) return 'needs-birth-date';
    missing = 'no-second-source';
  }
  return missing;
}
