import type { PdfDictionary } from '../../sealing/pdf/values';
import type { ObjectCopier } from './object-copier';
import type { Resolved, SourceObjects } from './source-objects';

/** What stands on a page beside its content. */
export interface Annotation {
  readonly dictionary: Resolved<PdfDictionary>;
  readonly kind: 'link' | 'drawn';
  /** The form that is drawn for it. */
  readonly appearance: Resolved<PdfDictionary> | null;
}

const HIDDEN = 2;
const NO_VIEW = 32;
/** Print, read only, locked: what was a form field or a note is a picture from here on. */
const AS_PICTURE = 4 + 64 + 128;

/**
 * The annotations that are seen: links, and whatever has an appearance. Notes, attached files, sounds and what
 * a reader would have to draw by itself stay behind.
 */
export function readAnnotations(source: SourceObjects, page: Resolved<PdfDictionary>): Annotation[] {
  return (source.itemsAt(page, 'Annots') ?? []).flatMap((item): Annotation[] => {
    const dictionary = source.dictionary(item);
    if (!dictionary || (source.numberAt(dictionary, 'F') ?? 0) & (HIDDEN | NO_VIEW)) return [];
    const appearance = readAppearance(source, dictionary);
    const subtype = source.nameAt(dictionary, 'Subtype');
    if (subtype === 'Link') return [{ dictionary, kind: 'link', appearance }];
    return appearance && subtype !== 'Popup' ? [{ dictionary, kind: 'drawn', appearance }] : [];
  });
}

/** ISO 32000-1, 12.5.5: the normal one, in the state that the annotation is in. */
function readAppearance(
  source: SourceObjects,
  annotation: Resolved<PdfDictionary>,
): Resolved<PdfDictionary> | null {
  const appearances = source.dictionaryAt(annotation, 'AP');
  const normal = appearances && source.dictionaryAt(appearances, 'N');
  if (!normal) return null;
  if (source.isStream(normal)) return normal;
  const state = source.dictionaryAt(normal, source.nameAt(annotation, 'AS') ?? 'Off');
  return state && source.isStream(state) ? state : null;
}

/** A link keeps its place and an address of the web; everything else keeps what is drawn, as a stamp. */
export function writeAnnotation(source: SourceObjects, copier: ObjectCopier, annotation: Annotation): string {
  const { dictionary, kind, appearance } = annotation;
  const place = copier.copyEntries(dictionary, { Rect: 'plain', C: 'plain', OC: 'optionalContent' });
  const drawn = appearance && copier.copy(referenceTo(appearance), 'form');
  const appearances = drawn ? `/AP << /N ${drawn} >> ` : '';
  if (kind === 'drawn') {
    return `<< /Type /Annot /Subtype /Stamp ${place}/F ${AS_PICTURE} ${appearances}>>`;
  }
  const action = source.dictionaryAt(dictionary, 'A');
  const address =
    action && source.nameAt(action, 'S') === 'URI'
      ? `/A << ${copier.copyEntries(action, { S: 'plain', URI: 'plain' })}>> `
      : '';
  const look = copier.copyEntries(dictionary, { Border: 'plain', BS: 'border', F: 'plain' });
  return `<< /Type /Annot /Subtype /Link ${place}${look}${address}${appearances}>>`;
}

function referenceTo({ number, bytes }: Resolved<PdfDictionary>) {
  return {
    value: { kind: 'reference' as const, number: number ?? 0, generation: 0, start: 0, end: 0 },
    bytes,
  };
}
