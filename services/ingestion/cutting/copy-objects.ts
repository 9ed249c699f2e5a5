import type { PdfDictionary } from '../../sealing/pdf/values';
import type { WorkBudget } from '../../sealing/pdf/work-budget';
import { PageCutError } from './errors';
import type { NamesUsed, ResourceKind } from './find-usage';
import type { FontCopier } from './fonts/copy-font';
import type { ObjectCopier } from './object-copier';
import type { OptionalContent } from './optional-content';
import { ENTRIES, type Shape, WITH_RESOURCES } from './shapes';
import type { Located, LocatedDictionary, Resolved, SourceObjects } from './source-objects';
import { deflate, type SlipWriter, writeName } from './write-slip';

export interface CopierParts {
  readonly source: SourceObjects;
  readonly writer: SlipWriter;
  readonly budget: WorkBudget;
  readonly namesOf: (owner: PdfDictionary) => NamesUsed | undefined;
  readonly fonts: (copier: ObjectCopier) => FontCopier;
  readonly layers: OptionalContent;
}

/** In the order in which they are written. */
const RESOURCE_SHAPES: readonly (readonly [ResourceKind, Shape])[] = [
  ['ColorSpace', 'colorSpace'],
  ['ExtGState', 'graphicsState'],
  ['Font', 'font'],
  ['Pattern', 'pattern'],
  ['Properties', 'propertyList'],
  ['Shading', 'shading'],
  ['XObject', 'xObject'],
];
/** Colour spaces that stand in for the device's own without being named (ISO 32000-1, 8.6.5.6). */
const IMPLIED: Partial<Record<ResourceKind, readonly string[]>> = {
  ColorSpace: ['DefaultCMYK', 'DefaultGray', 'DefaultRGB'],
};
const FILTERS = { Filter: 'plain', DecodeParms: 'decodeParms' } as const;
/** Nesting through references, as each object's own is bounded by its reader. */
const MAX_DEPTH = 64;
/** Shorter data does not become smaller. */
const WORTH_PACKING = 128;

export function createObjectCopier(parts: CopierParts): ObjectCopier {
  const { source, writer, budget, namesOf, layers } = parts;
  const copied = new Map<string, number>();
  const pending: (() => void)[] = [];

  function copyAt(located: Located | undefined, shape: Shape, depth: number): string | null {
    if (located === undefined) return null;
    budget.spend(1);
    if (depth > MAX_DEPTH) throw new PageCutError('pdf-damaged');
    if (located.value.kind === 'reference') {
      const target = source.resolve(located);
      return target === undefined ? null : copyTarget(target, shape, depth + 1);
    }
    return writeDirect({ ...located, number: null }, shape, depth);
  }

  /** Dictionaries and streams stay objects of their own, once each; other values are written where they are used. */
  function copyTarget(target: Resolved, shape: Shape, depth: number): string | null {
    const isShared =
      target.value.kind === 'dictionary' || (target.value.kind === 'array' && shape !== 'plain');
    if (!isShared) return writeDirect(target, shape, depth);
    if (target.value.kind === 'dictionary' && !comesAlong(shape)) return null;
    const key = `${target.number}/${shape}`;
    const known = copied.get(key);
    if (known !== undefined) return `${known} 0 R`;
    const number = writer.reserve();
    copied.set(key, number);
    pending.push(() => writeObject(number, target, shape));
    return `${number} 0 R`;
  }

  function writeDirect(resolved: Resolved, shape: Shape, depth: number): string | null {
    const { value, bytes } = resolved;
    switch (value.kind) {
      case 'dictionary':
        return writeDictionary({ ...resolved, value }, shape);
      case 'array': {
        const items = value.items.map((item) => copyAt({ value: item, bytes }, shape, depth + 1) ?? 'null');
        return `[${items.join(' ')}]`;
      }
      case 'name':
        return writeName(value.value);
      case 'number':
      case 'string':
        return bytes.toString('latin1', value.start, value.end);
      case 'keyword':
        return value.value === 'true' || value.value === 'false' ? value.value : null;
      case 'reference':
        return null;
    }
  }

  function writeObject(number: number, target: Resolved, shape: Shape): void {
    if (target.value.kind !== 'dictionary') {
      writer.define(number, writeDirect(target, shape, 0) ?? 'null');
      return;
    }
    const object = { ...target, value: target.value };
    if (shape === 'fontProgram') {
      const program = fonts.programOf(object);
      if (program) {
        writer.define(number, program.dictionary, program.data);
        return;
      }
    }
    const dictionary = writeDictionary(object, shape);
    if (dictionary === null || !source.isStream(object)) writer.define(number, dictionary ?? 'null');
    else writeStream(number, object, dictionary);
  }

  function writeStream(number: number, stream: Resolved<PdfDictionary>, dictionary: string): void {
    const raw = source.rawBytes(stream);
    if (source.entry(stream, 'Filter') === undefined && raw.length > WORTH_PACKING) {
      writer.define(number, `${dictionary.slice(0, -2)}/Filter /FlateDecode >>`, deflate(raw));
      return;
    }
    writer.define(number, `${dictionary.slice(0, -2)}${copyEntries(stream, FILTERS)}>>`, raw);
  }

  function writeDictionary(dictionary: Resolved<PdfDictionary>, shape: Shape): string | null {
    if (shape === 'font') return fonts.write(dictionary);
    if (shape === 'optionalContent') return layers.write(dictionary, copier);
    if (shape === 'propertyList' && layers.speaksOfLayers(dictionary))
      return layers.write(dictionary, copier);
    if (shape === 'xObject') {
      const kind = source.nameAt(dictionary, 'Subtype');
      if (kind === 'Image') return writeDictionary(dictionary, 'image');
      return kind === 'Form' ? writeDictionary(dictionary, 'form') : null;
    }
    if (shape === 'colorants') {
      const spaces = [...dictionary.value.entries].map(([name, value]) => {
        const space = copyAt({ value, bytes: dictionary.bytes }, 'colorSpace', 0);
        return space === null ? '' : `${writeName(name)} ${space} `;
      });
      return `<< ${spaces.join('')}>>`;
    }
    const entries = ENTRIES[shape];
    if (entries === undefined) return null;
    const resources = WITH_RESOURCES.has(shape) ? copyOwnResources(dictionary) : '';
    return `<< ${copyEntries(dictionary, entries)}${resources}>>`;
  }

  function copyOwnResources(owner: Resolved<PdfDictionary>): string {
    const resources = source.dictionaryAt(owner, 'Resources');
    return resources ? `/Resources ${copyResources(resources, namesOf(owner.value))} ` : '';
  }

  function copyEntries(dictionary: LocatedDictionary, shapes: Readonly<Record<string, Shape>>): string {
    return Object.entries(shapes)
      .map(([key, shape]) => {
        const value = copyAt(source.entry(dictionary, key), shape, 0);
        return value === null ? '' : `/${key} ${value} `;
      })
      .join('');
  }

  function copyResources(resources: Resolved<PdfDictionary> | null, names: NamesUsed | undefined): string {
    const groups = RESOURCE_SHAPES.map(([kind, shape]) => {
      const group = resources && source.dictionaryAt(resources, kind);
      if (!group) return '';
      const wanted = new Set([...(names?.get(kind) ?? []), ...(IMPLIED[kind] ?? [])]);
      const entries = [...wanted].sort().map((name) => {
        const value = copyAt(source.entry(group, name), shape, 0);
        return value === null ? '' : `${writeName(name)} ${value} `;
      });
      const written = entries.join('');
      return written === '' ? '' : `/${kind} << ${written}>> `;
    });
    return `<< ${groups.join('')}>>`;
  }

  const copier: ObjectCopier = {
    copy: (located, shape) => copyAt(located, shape, 0),
    copyEntries,
    copyResources,
    finish() {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) next();
    },
  };
  const fonts = parts.fonts(copier);
  return copier;
}

/** A dictionary of this shape: plain values are none. */
function comesAlong(shape: Shape): boolean {
  return shape !== 'plain';
}
