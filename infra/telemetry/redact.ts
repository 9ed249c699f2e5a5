const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_ENTRIES = 100;
const MAX_CHARACTERS = 2_000;
/** Longer than any identifier: what a cut leaves of one is cut off with it. */
const CUT_MARGIN = 300;

/** Fields that no log line carries, whatever they hold. Compared without case, `_` and `-`. */
const SECRET_FIELDS = new Set(
  [
    'password token accessToken refreshToken secret clientSecret authorization cookie setCookie csrfToken',
    'activationCode recoveryCode passphrase privateKey key kek pin',
    'familyName givenName usageName birthName birthDate birthPlace email address mail login',
    'payrollNumber nir iban title fileName file claim',
    'query parameters detail body headers',
  ]
    .join(' ')
    .split(' ')
    .map(levelled),
);

/** What no text is to hold of a person's number may look like a part of an id of ours: that one stays whole. */
const UUID_OR_NIR = new RegExp(
  [
    String.raw`(?<uuid>\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b)`,
    // NIR: 13 or 15 digits, 2A and 2B in Corsica, as it is written: with blanks of any kind, dots, hyphens.
    String.raw`(?<!\d)\d[SEP]\d{2}[SEP]\d{2}[SEP](?:\d{2}|2[AB])[SEP]\d{3}[SEP]\d{3}(?:[SEP]\d{2})?(?!\d)`,
  ]
    .join('|')
    .replaceAll('[SEP]', String.raw`[\s._/-]{0,2}`),
  'gi',
);

/** Identifiers of a person or a credential, where they stand inside a text. */
const SECRET_TEXTS: readonly RegExp[] = [
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g,
  /[^\s@"'<>]+@[^\s@"'<>]+\.[a-z]{2,}/gi,
  /\b(?:Bearer|Basic)\s+\S+/gi,
  // User and password of a connection string.
  /(?<=:\/\/)[^\s/@]+@/g,
];

/** What drivers quote is a value more often than an identifier: `invalid input syntax for type uuid: "…"`. */
const QUOTED = /"[^"]*"|'[^']*'|`[^`]*`/g;

/**
 * What may be logged of a value: secret fields replaced, secret texts masked,
 * bytes reduced to their count, errors to name, code and place. Bounded in
 * depth and size, so that no hostile value fills the log.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (depth >= MAX_DEPTH) return '[deeper]';
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((part) => redact(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([name, part]) => [name, SECRET_FIELDS.has(levelled(name)) ? REDACTED : redact(part, depth + 1)]),
  );
}

export function maskText(text: string): string {
  // Cut first: searching takes more than its length in time, and the text is anybody's.
  const cut = text.length > MAX_CHARACTERS;
  const masked = maskAll(cut ? text.slice(0, MAX_CHARACTERS + CUT_MARGIN) : text);
  return cut
    ? `${masked.slice(0, Math.max(0, masked.length - CUT_MARGIN)).slice(0, MAX_CHARACTERS)}…`
    : masked;
}

function maskAll(text: string): string {
  const withoutNumbers = text.replace(UUID_OR_NIR, (_whole, uuid: string | undefined) => uuid ?? REDACTED);
  return SECRET_TEXTS.reduce((rest, pattern) => rest.replace(pattern, REDACTED), withoutNumbers);
}

/** The stack without its first lines: they repeat the message, which may quote data. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: maskText(error.code) } : {}),
    message: maskText(error.message.replace(QUOTED, '"…"')),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

function levelled(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}
