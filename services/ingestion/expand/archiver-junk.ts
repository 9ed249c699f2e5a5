const RESOURCE_FORKS = '__MACOSX/';
const NAMES: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db']);

/**
 * Whether a path is what an archiver or a file manager leaves behind by itself.
 * Nobody sent it: it is ignored, and the report lists it. Everything else that
 * was received is an item, whatever it is.
 */
export function isArchiverJunk(path: string): boolean {
  if (path.startsWith(RESOURCE_FORKS)) return true;
  return NAMES.has(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}
