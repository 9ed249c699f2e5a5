import type { PdfDictionary } from '../../sealing/pdf/values';
import type { ObjectCopier } from './object-copier';
import type { LocatedDictionary, Resolved, SourceObjects } from './source-objects';
import type { SlipWriter } from './write-slip';

/**
 * Layers (ISO 32000-1, 8.11). What a layer hides in the source stays hidden in the slip; its name, which may
 * speak of anybody, is replaced by a number.
 */
export interface OptionalContent {
  /** Whether a property list is a layer or a membership in layers. */
  speaksOfLayers(dictionary: LocatedDictionary): boolean;
  write(dictionary: Resolved<PdfDictionary>, copier: ObjectCopier): string;
  /** Entry of the slip's catalog; empty where no page uses layers. */
  writeProperties(): string;
}

const GROUP = 'OCG';
const MEMBERSHIP = 'OCMD';

export function createOptionalContent(
  source: SourceObjects,
  catalog: LocatedDictionary,
  writer: SlipWriter,
): OptionalContent {
  const layers = new Map<number, { readonly number: number; readonly hidden: boolean }>();
  let hidden: ((number: number) => boolean) | null = null;

  /** The state in the default configuration (8.11.4.3); one that depends on viewing or printing is not looked at. */
  function isHidden(number: number): boolean {
    hidden ??= readStates();
    return hidden(number);
  }

  function readStates(): (number: number) => boolean {
    const properties = source.dictionaryAt(catalog, 'OCProperties');
    const configuration = properties && source.dictionaryAt(properties, 'D');
    if (!configuration) return () => false;
    const listed = (key: string) =>
      new Set(
        (source.itemsAt(configuration, key) ?? []).flatMap(({ value }) =>
          value.kind === 'reference' ? [value.number] : [],
        ),
      );
    const [on, off] = [listed('ON'), listed('OFF')];
    const startsHidden = source.nameAt(configuration, 'BaseState') === 'OFF';
    return (number) => (startsHidden ? !on.has(number) : off.has(number));
  }

  function referTo(group: Resolved<PdfDictionary>): string | null {
    if (group.number === null) return null;
    let layer = layers.get(group.number);
    if (layer === undefined) {
      layer = { number: writer.reserve(), hidden: isHidden(group.number) };
      layers.set(group.number, layer);
      writer.define(layer.number, `<< /Type /OCG /Name (${layers.size}) >>`);
    }
    return `${layer.number} 0 R`;
  }

  function writeMembership(membership: Resolved<PdfDictionary>, copier: ObjectCopier): string {
    const groups = source.dictionaryAt(membership, 'OCGs');
    const listed = groups
      ? [groups]
      : (source.itemsAt(membership, 'OCGs') ?? []).map((one) => source.dictionary(one));
    const references = listed.flatMap((one) => (one && referTo(one)) ?? []);
    return `<< /Type /OCMD /OCGs [${references.join(' ')}] ${copier.copyEntries(membership, { P: 'plain' })}>>`;
  }

  return {
    speaksOfLayers(dictionary) {
      const type = source.nameAt(dictionary, 'Type');
      return type === GROUP || type === MEMBERSHIP;
    },
    write(dictionary, copier) {
      if (source.nameAt(dictionary, 'Type') === MEMBERSHIP) return writeMembership(dictionary, copier);
      // A layer is what a list of layers refers to: a membership in it alone says the same.
      return `<< /Type /OCMD /OCGs [${referTo(dictionary) ?? ''}] >>`;
    },
    writeProperties() {
      if (layers.size === 0) return '';
      const all = [...layers.values()];
      const list = (some: typeof all) => some.map(({ number }) => `${number} 0 R`).join(' ');
      const off = list(all.filter((layer) => layer.hidden));
      return `/OCProperties << /OCGs [${list(all)}] /D << /OFF [${off}] >> >> `;
    },
  };
}
