const KEPT_MS = 60_000;

/** Hands a file to the browser, which saves it where it saves downloads. */
export function saveFile(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads it after the click, and does not say when it is done.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
