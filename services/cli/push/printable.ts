/** Names and sentences come from archives and servers: no control character reaches the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}
