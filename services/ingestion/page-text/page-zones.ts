import { level } from '../matching/calendar';
import type { DocumentType } from '../matching/parse-type';
import type { PageText, TextLine } from './page-text';

/** Which part of a page may identify its agent. */
export interface PageZones {
  readonly type: DocumentType | null;
  /** Index of the title's line, -1 where none was found. */
  readonly titleLine: number;
  /** Lines of identity: above the pay table, or above the closing of a letter. */
  readonly identity: readonly TextLine[];
  /** Pay lines and totals, or signature: only fields with a colon are read there. */
  readonly rest: readonly TextLine[];
  /** No pay table and no payslip's title: sentences may speak of the agent. */
  readonly isProse: boolean;
}

const TABLE_HEAD =
  /^(?:code|codes|libelle|designation|rubriques?|intitule|elements?(?: de (?:la )?(?:paie|paye|remuneration))?|base|bases|taux|nombre|nb|gains?|retenues?|montants?|a payer|a deduire|a retenir|cotisations?|part .*|patronale?s?|salariale?s?|employeur|salarie|agent|charges .*|quantite|sommes? .*)$/u;
const MONEY_HEAD =
  /^(?:bases?|taux|gains?|retenues?|montants?|a payer|a deduire|a retenir|part .*|patronale?s?|salariale?s?|quantite)/u;

const CLOSING =
  /^(?:fait (?:a|le|et|pour)\b|pour (?:l'autorite|le maire|la maire|le president|la presidente|le directeur|la directrice)\b|voies et delais|ampliation|notifie(?:e)? (?:a|le)\b|signature|le (?:maire|president|directeur)[, ]*$|la (?:maire|presidente|directrice)[, ]*$)/u;

export function findZones({ lines }: PageText): PageZones {
  const titleLine = lines.findIndex((line) => titleTypeOf(line) !== null);
  const title = lines[titleLine];
  const type = title ? titleTypeOf(title) : null;
  const table = lines.findIndex(isTableHead);
  if (table >= 0) {
    return { type, titleLine, identity: lines.slice(0, table), rest: lines.slice(table), isProse: false };
  }
  // A signatory's block may also open a decision: only what follows the title closes it.
  const closing = lines.findIndex(
    (line, index) => index > titleLine + 2 && line.cells.some((cell) => CLOSING.test(level(cell.text))),
  );
  const end = closing < 0 ? lines.length : closing;
  return {
    type,
    titleLine,
    identity: lines.slice(0, end),
    rest: lines.slice(end),
    isProse: type !== 'payslip',
  };
}

function isTableHead(line: TextLine): boolean {
  const heads = line.cells.map((cell) => level(cell.text)).filter((text) => TABLE_HEAD.test(text));
  return heads.length >= 3 && heads.some((text) => MONEY_HEAD.test(text));
}

/** Titles are often set with spaced letters, which fall into several cells: blanks are left out. */
function titleTypeOf(line: TextLine): DocumentType | null {
  for (const [column] of line.cells.entries()) {
    const text = level(
      line.cells
        .slice(column)
        .map((cell) => cell.text)
        .join(' '),
    ).replace(/[\s\-–—]/gu, '');
    if (
      /^(?:bulletin|fiche)(?:individuel)?(?:de|d'|)(?:paie|paye|salaire|remuneration|traitement)/u.test(text)
    ) {
      return 'payslip';
    }
    if (/^(?:attestation|certificat)/u.test(text) && text.length < 60) return 'certificate';
    if (/^(?:arrete|decision)(?!nt|s)/u.test(text) && text.length < 80) return 'decision';
  }
  return null;
}
