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

/** What makes two people two. */
export type CoreIdentity = Pick<PersonIdentity, 'familyName' | 'givenName' | 'birthDate'>;

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
  /** Who the employment was first made for, where that is another than `identity` by now. */
  origin: CoreIdentity | null,
): SealedIdentity {
  const { familyName, usageName, givenName, birthDate, email } = identity;
  return {
    sealed: records.seal(
      KIND,
      employmentId,
      JSON.stringify({
        familyName,
        usageName,
        givenName,
        birthDate,
        email,
        ...(origin === null ? {} : { origin }),
      }),
    ),
    familyIndex: indexName(records, foldName(familyName)),
    usageIndex: usageName === null ? null : indexName(records, foldName(usageName)),
  };
}

/** Trusted once its tag verified: nobody but this employer's directory wrote it. */
export function openIdentity(records: EmployerRecords, employmentId: string, sealed: Buffer): PersonIdentity {
  return openWithOrigin(records, employmentId, sealed).identity;
}

/** With who the employment was first made for: what is known now, unless an import changed it since. */
export function openWithOrigin(
  records: EmployerRecords,
  employmentId: string,
  sealed: Buffer,
): { readonly identity: PersonIdentity; readonly origin: CoreIdentity } {
  const { origin, ...identity }: PersonIdentity & { origin?: CoreIdentity } = JSON.parse(
    records.open(KIND, employmentId, sealed),
  );
  return { identity, origin: origin ?? identity };
}

export function isSamePerson(one: CoreIdentity, other: CoreIdentity): boolean {
  return !differsInName(one, other) && one.birthDate === other.birthDate;
}

/** The given name too: it is all that tells twins apart. */
export function differsInName(one: CoreIdentity, other: CoreIdentity): boolean {
  return (
    foldName(one.familyName) !== foldName(other.familyName) ||
    foldName(one.givenName) !== foldName(other.givenName)
  );
}

/** One index for birth and usage names alike: matching asks for either. */
export function indexName(records: EmployerRecords, foldedName: string): Buffer {
  return records.index('name', foldedName);
}
