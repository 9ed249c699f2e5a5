/** 27/10/1985, 27.10.1985 or 27101985 → 1985-10-27; NULL where it is no day. */
export function readTypedDate(typed: string): string | null {
  const parts = /^\s*(\d{1,2})[\s/.-]*(\d{1,2})[\s/.-]*(\d{4})\s*$/.exec(typed);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso) ? iso : null;
}
