import type { PdfDictionary } from '../../sealing/pdf/values';
import { type Annotation, readAnnotations, writeAnnotation } from './annotations';
import { createObjectCopier } from './copy-objects';
import { PageCutError } from './errors';
import { type ContentOwner, createUsageFinder, type NamesUsed } from './find-usage';
import { createFontCopier } from './fonts/copy-font';
import type { FontPrograms } from './fonts/font-programs';
import { planProgramCuts } from './fonts/wanted-glyphs';
import type { InheritedEntry, MergedPage, MergedPdf } from './merged-pdf';
import type { ObjectCopier } from './object-copier';
import { createOptionalContent } from './optional-content';
import type { Shape } from './shapes';
import { createSourceObjects, type Located, type Resolved, type SourceObjects } from './source-objects';
import { createSlipWriter } from './write-slip';

/** A page, and where the names in its content are looked up. */
interface CutPage extends ContentOwner {
  readonly owner: Resolved<PdfDictionary>;
  readonly inherited: MergedPage['inherited'];
  readonly annotations: readonly Annotation[];
}

/** Entries of the page itself that decide how it looks (ISO 32000-1, table 30). */
const OWN: Readonly<Record<string, Shape>> = {
  BleedBox: 'plain',
  TrimBox: 'plain',
  ArtBox: 'plain',
  UserUnit: 'plain',
  Group: 'group',
};
const PLACED: readonly InheritedEntry[] = ['MediaBox', 'CropBox', 'Rotate'];
/** Tokens never span two content streams (ISO 32000-1, 7.8.2). */
const BETWEEN_STREAMS = Buffer.from('\n');

/**
 * Writes these pages, from 1 and in this order, as a PDF of their own. What comes along is what is named: the
 * content decides which resources, the text which glyphs, and `shapes.ts` which entries.
 *
 * @throws PageCutError, SealingError
 */
export function cutSlip(merged: MergedPdf, programs: FontPrograms, pages: readonly number[]): Buffer {
  const { pdf, budget, catalog } = merged;
  budget.renew();
  const source = createSourceObjects(pdf, budget);
  const finder = createUsageFinder(source, budget);
  const cutPages = pages.map((number) => {
    const page = readPage(source, merged.pages[number - 1]);
    finder.follow(contentOf(source, page.owner), page);
    for (const { appearance } of page.annotations) if (appearance) finder.followForm(appearance, page);
    return page;
  });
  const { usage } = finder;

  const writer = createSlipWriter();
  const root = writer.reserve();
  const tree = writer.reserve();
  const layers = createOptionalContent(source, catalog, writer);
  const namesOf = (owner: PdfDictionary): NamesUsed | undefined => usage.names.get(owner);
  const codesOf = (font: PdfDictionary) => usage.codes.get(font)?.codes ?? new Set<number>();
  const cuts = planProgramCuts(source, programs, [...usage.codes.values()]);
  const copier = createObjectCopier({
    source,
    writer,
    budget,
    namesOf,
    layers,
    fonts: (own) => createFontCopier({ source, writer, budget, codesOf, namesOf, cuts }, own),
  });
  const numbers = cutPages.map(() => writer.reserve());
  for (const [index, page] of cutPages.entries()) {
    writer.define(numbers[index] ?? 0, writePage(source, copier, page, tree, namesOf(page.owner.value)));
  }
  copier.finish();
  const kids = numbers.map((number) => `${number} 0 R`).join(' ');
  writer.define(tree, `<< /Type /Pages /Kids [${kids}] /Count ${numbers.length} >>`);
  writer.define(root, `<< /Type /Catalog /Pages ${tree} 0 R ${layers.writeProperties()}>>`);
  return writer.finish(root);
}

function readPage(source: SourceObjects, page: MergedPage | undefined): CutPage {
  const reference = page && {
    kind: 'reference' as const,
    number: page.number,
    generation: 0,
    start: 0,
    end: 0,
  };
  const owner = reference && source.dictionary({ value: reference, bytes: Buffer.alloc(0) });
  if (!page || !owner) throw new PageCutError('pdf-damaged');
  const resources = source.dictionary(page.inherited.Resources) ?? null;
  return { owner, resources, inherited: page.inherited, annotations: readAnnotations(source, owner) };
}

function contentOf(source: SourceObjects, page: Resolved<PdfDictionary>): Buffer {
  const streams = contentStreams(source, page).map((located) => source.dictionary(located));
  const parts = streams.flatMap((stream) =>
    stream && source.isStream(stream) ? [source.decoded(stream), BETWEEN_STREAMS] : [],
  );
  return Buffer.concat(parts);
}

function contentStreams(source: SourceObjects, page: Resolved<PdfDictionary>): readonly Located[] {
  const single = source.entry(page, 'Contents');
  return source.itemsAt(page, 'Contents') ?? (single ? [single] : []);
}

function writePage(
  source: SourceObjects,
  copier: ObjectCopier,
  page: CutPage,
  tree: number,
  names: NamesUsed | undefined,
): string {
  const placed = PLACED.map((key) => {
    const value = copier.copy(page.inherited[key], 'plain');
    return value === null ? '' : `/${key} ${value} `;
  });
  const contents = contentStreams(source, page.owner).flatMap((stream) => copier.copy(stream, 'data') ?? []);
  const annotations = page.annotations.map((annotation) => writeAnnotation(source, copier, annotation));
  return [
    `<< /Type /Page /Parent ${tree} 0 R ${placed.join('')}${copier.copyEntries(page.owner, OWN)}`,
    `/Resources ${copier.copyResources(page.resources, names)} `,
    contents.length === 0
      ? ''
      : `/Contents ${contents.length === 1 ? contents[0] : `[${contents.join(' ')}]`} `,
    annotations.length === 0 ? '' : `/Annots [${annotations.join(' ')}] `,
    '>>',
  ].join('');
}
