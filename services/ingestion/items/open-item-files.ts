import type { OpenSource, PageCutter } from '../cutting/page-cutter';
import type { StagedReader } from '../staging/read-staged';
import { type ItemLocation, isPages, readFile } from './read-file';

/** The documents of some items of one batch. */
export interface ItemFiles {
  /**
   * The document of an item, in memory; one of a merged PDF is cut out of it, the same bytes each time.
   *
   * @throws DamagedEntryError, PageCutError
   */
  read(location: ItemLocation): Promise<Buffer>;
  /** Lets go of the merged PDF. */
  close(): void;
}

/** The merged PDF is read once, at the first item that needs it, and kept in memory until closed. */
export function openItemFiles(deps: { readonly cutter: PageCutter }, reader: StagedReader): ItemFiles {
  let merged: Promise<OpenSource> | undefined;
  return {
    read: async (location) => {
      if (!isPages(location)) return readFile(reader, location);
      // A batch holds one merged PDF: whichever item asks first opens it for all.
      merged ??= readFile(reader, location.of).then((source) => deps.cutter.open(source));
      return (await merged).cut(location.pages);
    },
    // Whoever read from a file that could not be opened has its error.
    close: () =>
      void merged?.then(
        (source) => source.close(),
        () => undefined,
      ),
  };
}
