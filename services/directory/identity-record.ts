import type { IsoDate } from './calendar';
import type { EmployerRecords } from './employer-records';
import { foldName } from './fold-name';

/** What an employer knows of who a person is. Sealed as one record per employment. */
export interface PersonIdentity {
  /** Birth name. */
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
  readonly birthDate: IsoDate;
  /** Where the invitation goes. */
  readonly email: string | null;
}

export interface SealedIdentity {
  readonly sealed: Buffer;
  readonly familyIndex: Buffer;
  readonly usageIndex: Buffer | null;
}

const KIND = 'employment';

export function sealIdentity(
  records: EmployerRecords,
  employmentId: string,
  identity: PersonIdentity,
): SealedIdentity {
  const { familyName, usageName, givenName, birthDate, email } = identity;
  return {
    sealed: records.seal(
      KIND,
      employmentId,
      JSON.stringify({ familyName, usageName, givenName, birthDate, email }),
    ),
    familyIndex: indexName(records, foldName(familyName)),
    usageIndex: usageName === null ? null : indexName(records, foldName(usageName)),
  };
}

/** Trusted once its tag verified: nobody but this employer's directory wrote it. */
export function openIdentity(records: EmployerRecords, employmentId: string, sealed: Buffer): PersonIdentity {
  return JSON.parse(records.open(KIND, employmentId, sealed));
}

/** One index for birth and usage names alike: matching asks for either. */
export function indexName(records: EmployerRecords, foldedName: string): Buffer {
  return records.index('name', foldedName);
}
