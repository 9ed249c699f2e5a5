import type { PdfDictionary } from '../../sealing/pdf/values';
import type { NamesUsed } from './find-usage';
import type { Shape } from './shapes';
import type { Located, LocatedDictionary, Resolved } from './source-objects';

/** Copies values out of the source, of each what its shape lets through. */
export interface ObjectCopier {
  /** The value as it stands in the slip: written out, or a reference to an object there. NULL: nothing of it comes along. */
  copy(located: Located | undefined, shape: Shape): string | null;
  /** `/Key value` for each of the keys that the dictionary has and that come along. */
  copyEntries(dictionary: LocatedDictionary, shapes: Readonly<Record<string, Shape>>): string;
  /** A resource dictionary with those names alone; empty where none is used. */
  copyResources(resources: Resolved<PdfDictionary> | null, names: NamesUsed | undefined): string;
  /** Writes what the copied values referred to, and what that refers to. */
  finish(): void;
}
