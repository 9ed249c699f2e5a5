/**
 * The form under which matricules are compared and looked up. Leading zeros,
 * letters, case and suffixes count; blanks printed inside do not.
 */
export function payrollNumberKey(value: string): string {
  return value.normalize('NFKC').replace(/\s+/gu, '');
}
