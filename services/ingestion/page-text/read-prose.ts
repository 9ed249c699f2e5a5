import { level } from '../matching/calendar';
import { findLabels } from './find-labels';
import type { TextLine } from './page-text';
import {
  hasTitle,
  type PrintedNumber,
  readDate,
  readName,
  readPayrollNumber,
  readPeriod,
} from './read-values';
import type { PrintedName } from './slip-fields';

/** What the sentences of a certificate or decision say of the person they concern. */
export interface ProseFields {
  readonly names: readonly PrintedName[];
  readonly numbers: readonly PrintedNumber[];
  readonly birthDates: readonly string[];
  readonly periods: readonly string[];
}

/** A line that ends before this part of the widest one ends its paragraph. */
const FILLED = 0.7;
/** Baselines further apart than this, in line heights, part paragraphs. */
const PARAGRAPH = 2;

/** Before the name: what announces the person concerned. */
const ANNOUNCED =
  /(?:(?:atteste|certifie|attestons|certifions|confirme|declare)(?:nt)?(?:\s(?:par la presente|que|qu'|sur l'honneur|ce jour|,))*\s?:?|concernant|concerne\s?:?|en faveur de|au benefice de|attribue(?:e|s)? a|accorde(?:e|s)? a|objet\s?:?.{0,60}|article\s(?:\d+|1er|premier|unique)\s?(?:er)?\s?[.:\-–—]*|agent\s?:|interesse(?:e|\(e\))?\s?:|considerant (?:que|la situation de)|nomination de|avancement (?:d'echelon |de grade )?de|situation de|recrutement de|nom(?: et)? prenom\s?:?)\s*$/u;
/** After the name: what is only said of the person concerned. */
const DESCRIBED =
  /^[\s,;(]*(?:(?:nee?|ne\(e\))\b|nom de naissance|nom patronymique|matricule|n°? ?matricule|demeurant|domicilie|est (?:employe|classe|nomme|place|titularise|recrute|affecte|admis|radie|detache|mis|maintenu|promu|autorise|reintegre|charge|engage|stagiaire|un agent|agent|bien)|exerce|occupe|travaille|percoit|beneficie|fait partie|a (?:ete|exerce|travaille|perçu|percu|occupe|effectue))/u;
/** Before the name: a person who acts, not the one concerned. */
const ACTING =
  /(?:soussigne(?:e|\(e\))?\s?,?|represente(?:e)?\spar|signe(?:e)?\spar|suivi(?:e)?\spar|par|maire,?|president(?:e)?,?|direct(?:eur|rice)[^.;:]{0,60},?|monsieur|madame)\s*$/u;

const CIVILITY =
  /(?<![\p{L}\d])(?:M\.|Mr\.?|Mme\.?|Mlle\.?|MME|Monsieur|Madame|Mademoiselle|MONSIEUR|MADAME)\s+/gu;

/**
 * Reads the running text of some lines: a name counts where the sentence tells
 * that it is the agent's; matricule, birth name and birth date are labelled by
 * their words.
 */
export function readProse(lines: readonly TextLine[]): ProseFields {
  const text = joinSentences(lines);
  const labels = findLabels(text);
  const valuesOf = <T>(kind: string, read: (value: string) => T | null): T[] =>
    labels.filter((label) => label.kind === kind).flatMap((label) => read(label.value) ?? []);
  return {
    names: [
      ...concernedPersons(text),
      ...valuesOf('birth-name', readName).map((name) => ({ kind: 'birth' as const, text: name })),
      ...valuesOf('usage-name', readName).map((name) => ({ kind: 'usage' as const, text: name })),
    ],
    numbers: valuesOf('payroll-number', readPayrollNumber),
    birthDates: [
      ...valuesOf('birth-date', readDate),
      ...valuesOf('birth-name', (value) => readDate(/\s(le\s.*)$/u.exec(value)?.[1] ?? '')),
    ],
    periods: valuesOf('period', readPeriod),
  };
}

/** The text with its paragraphs on lines of their own: no name runs from one into the next. */
function joinSentences(lines: readonly TextLine[]): string {
  const ends = lines.map((line) => line.cells.at(-1)?.right ?? 0);
  const margin = Math.max(0, ...ends);
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      const isFilled = (ends[index] ?? 0) > FILLED * margin;
      const isClose =
        next !== undefined && next.top - line.top <= PARAGRAPH * Math.max(line.height, next.height);
      return `${line.cells.map((cell) => cell.text).join(' ')}${isFilled && isClose ? ' ' : '\n'}`;
    })
    .join('');
}

function concernedPersons(text: string): PrintedName[] {
  return [...text.matchAll(CIVILITY)].flatMap((civility) => {
    const from = text.slice(civility.index);
    const name = hasTitle(from) ? readName(from) : null;
    if (name === null) return [];
    const before = level(text.slice(Math.max(0, civility.index - 120), civility.index));
    const after = level(from.slice(from.indexOf(name) + name.length));
    const concerned = DESCRIBED.test(after) ? !ACTING.test(before) : ANNOUNCED.test(before);
    return concerned ? [{ kind: 'full' as const, text: name }] : [];
  });
}
