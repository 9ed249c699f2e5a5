/**
 * Whether a text is a name on one line: not empty, no control or format
 * character. NUL would not be stored, and a direction override shows a reader
 * another name than the one that stands there.
 *
 * @param text trimmed
 */
export function isPlainLine(text: string, maxLength: number): boolean {
  return text !== '' && text.length <= maxLength && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}
