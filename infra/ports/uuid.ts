/** A UUID in its text form (RFC 9562, section 4): what PostgreSQL takes for one, and no more. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
