import type { PdfDictionary } from '../../sealing/pdf/values';
import type { WorkBudget } from '../../sealing/pdf/work-budget';
import { glyphProcedureNames } from './fonts/type3';
import { type ContentName, type Operand, scanContent } from './scan-content';
import type { LocatedDictionary, Resolved, SourceObjects } from './source-objects';

export type ResourceKind =
  | 'Font'
  | 'XObject'
  | 'ExtGState'
  | 'ColorSpace'
  | 'Pattern'
  | 'Shading'
  | 'Properties';

/** Which names of its resource dictionary the content of an owner (page, form, pattern, Type 3 font) speaks. */
export type NamesUsed = ReadonlyMap<ResourceKind, ReadonlySet<string>>;

/** What the pages of one slip use. Keyed by the dictionary itself: within a cut each is read once. */
export interface Usage {
  /** By owner of a resource dictionary. */
  readonly names: ReadonlyMap<PdfDictionary, NamesUsed>;
  /** By font: the character codes shown; two-byte codes for composite fonts. */
  readonly codes: ReadonlyMap<PdfDictionary, FontUsage>;
}

export interface FontUsage {
  readonly font: Resolved<PdfDictionary>;
  readonly codes: ReadonlySet<number>;
}

/** What has content of its own, and where names in it are looked up. */
export interface ContentOwner {
  readonly owner: LocatedDictionary;
  /** Its resource dictionary; NULL where it has none of its own. */
  readonly resources: Resolved<PdfDictionary> | null;
}

/** Content, and the resources that its names mean. */
interface Task {
  readonly content: Buffer;
  readonly scope: ContentOwner;
  /** The font that was set where it was called (ISO 32000-1, 8.10.1: a form begins with its caller's state). */
  readonly font: Resolved<PdfDictionary> | null;
}

const SHOWING = new Set(['Tj', 'TJ', "'", '"']);

export interface UsageFinder {
  /** Follows content into every form, pattern, soft mask and glyph procedure that it draws. */
  follow(content: Buffer, scope: ContentOwner): void;
  /** Follows an appearance or another form that is drawn without being named. */
  followForm(form: Resolved<PdfDictionary>, caller: ContentOwner): void;
  readonly usage: Usage;
}

export function createUsageFinder(source: SourceObjects, budget: WorkBudget): UsageFinder {
  const names = new Map<PdfDictionary, Map<ResourceKind, Set<string>>>();
  const codes = new Map<PdfDictionary, { font: Resolved<PdfDictionary>; codes: Set<number> }>();
  const seen = new Map<PdfDictionary, Map<PdfDictionary, Set<PdfDictionary | null>>>();
  const tasks: Task[] = [];

  /** False where this was met before: cycles end here. */
  function isNew(what: PdfDictionary, scope: ContentOwner, font: Resolved<PdfDictionary> | null): boolean {
    const scopes = getOrAdd(seen, what, () => new Map<PdfDictionary, Set<PdfDictionary | null>>());
    const fonts = getOrAdd(scopes, scope.owner.value, () => new Set<PdfDictionary | null>());
    const before = fonts.size;
    return fonts.add(font?.value ?? null).size > before;
  }

  function lookUp(scope: ContentOwner, kind: ResourceKind, name: string): Resolved<PdfDictionary> | null {
    const used = getOrAdd(names, scope.owner.value, () => new Map<ResourceKind, Set<string>>());
    getOrAdd(used, kind, () => new Set<string>()).add(name);
    const group = scope.resources && source.dictionaryAt(scope.resources, kind);
    return (group && source.dictionaryAt(group, name)) || null;
  }

  function ownScope(owner: Resolved<PdfDictionary>, caller: ContentOwner): ContentOwner {
    const resources = source.dictionaryAt(owner, 'Resources');
    return resources ? { owner, resources } : caller;
  }

  function followStream(
    stream: Resolved<PdfDictionary>,
    caller: ContentOwner,
    font: Resolved<PdfDictionary> | null,
  ): void {
    const scope = ownScope(stream, caller);
    if (!source.isStream(stream) || !isNew(stream.value, scope, font)) return;
    tasks.push({ content: source.decoded(stream), scope, font });
  }

  function followState(state: Resolved<PdfDictionary>, caller: ContentOwner): void {
    const mask = source.dictionaryAt(state, 'SMask');
    const group = mask && source.dictionaryAt(mask, 'G');
    if (group) followStream(group, caller, null);
  }

  function followPattern(pattern: Resolved<PdfDictionary>, caller: ContentOwner): void {
    if (source.isStream(pattern)) followStream(pattern, caller, null);
    const state = source.dictionaryAt(pattern, 'ExtGState');
    if (state) followState(state, caller);
  }

  function show(font: Resolved<PdfDictionary>, operand: Operand | undefined, scope: ContentOwner): void {
    const { codes: used } = getOrAdd(codes, font.value, () => ({ font, codes: new Set<number>() }));
    const before = used.size;
    const isComposite = source.nameAt(font, 'Subtype') === 'Type0';
    for (const text of Array.isArray(operand) ? operand : [operand]) {
      if (!(text instanceof Uint8Array)) continue;
      budget.spend(text.length);
      if (isComposite) {
        for (let at = 0; at + 1 < text.length; at += 2) used.add((text[at] ?? 0) * 256 + (text[at + 1] ?? 0));
      } else for (const code of text) used.add(code);
    }
    if (used.size > before && source.nameAt(font, 'Subtype') === 'Type3') followGlyphs(font, used, scope);
  }

  function followGlyphs(
    font: Resolved<PdfDictionary>,
    used: ReadonlySet<number>,
    caller: ContentOwner,
  ): void {
    const procedures = source.dictionaryAt(font, 'CharProcs');
    const scope = ownScope(font, caller);
    for (const name of procedures ? glyphProcedureNames(source, font, used) : []) {
      const glyph = procedures && source.dictionaryAt(procedures, name);
      if (glyph) followStream(glyph, scope, null);
    }
  }

  function run({ content, scope, font: called }: Task): void {
    const saved: (Resolved<PdfDictionary> | null)[] = [];
    let font = called;
    scanContent(content, (operator, operands) => {
      budget.spend(1 + operands.length);
      const last = operands.at(-1);
      const name = isName(last) ? last.name : null;
      if (SHOWING.has(operator)) {
        if (font) show(font, last, scope);
      } else if (operator === 'q') {
        if (saved.length < MAX_SAVED) saved.push(font);
      } else if (operator === 'Q') {
        if (saved.length > 0) font = saved.pop() ?? null;
      } else if (operator === 'Tf') {
        const [first] = operands;
        font = isName(first) ? lookUp(scope, 'Font', first.name) : null;
      } else if (operator === 'gs' && name !== null) {
        const state = lookUp(scope, 'ExtGState', name);
        const set = state && source.itemsAt(state, 'Font')?.[0];
        if (set) font = source.dictionary(set) ?? font;
        if (state) followState(state, scope);
      } else if (operator === 'Do' && name !== null) {
        const object = lookUp(scope, 'XObject', name);
        if (object && source.nameAt(object, 'Subtype') === 'Form') followStream(object, scope, font);
      } else if ((operator === 'scn' || operator === 'SCN') && name !== null) {
        const pattern = lookUp(scope, 'Pattern', name);
        if (pattern) followPattern(pattern, scope);
      } else if (operator === 'sh' && name !== null) lookUp(scope, 'Shading', name);
      else if ((operator === 'cs' || operator === 'CS') && name !== null) lookUp(scope, 'ColorSpace', name);
      else if ((operator === 'BDC' || operator === 'DP') && name !== null) lookUp(scope, 'Properties', name);
      else if (operator === 'BI') {
        for (const one of operands) if (isName(one)) lookUp(scope, 'ColorSpace', one.name);
      }
    });
  }

  function runAll(): void {
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) run(task);
  }

  return {
    usage: { names, codes },
    follow(content, scope) {
      tasks.push({ content, scope, font: null });
      runAll();
    },
    followForm(form, caller) {
      followStream(form, caller, null);
      runAll();
    },
  };
}

/** Deeper nesting of saved states is refused by readers. */
const MAX_SAVED = 10_000;

function isName(operand: Operand | undefined): operand is ContentName {
  return operand !== null && operand !== undefined && 'name' in operand;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
