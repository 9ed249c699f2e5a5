import { level } from '../matching/calendar';
import { findLabels } from './find-labels';
import type { TextCell, TextLine } from './page-text';
import type { PageZones } from './page-zones';
import { hasTitle, readName } from './read-values';
import type { PrintedName } from './slip-fields';

/** An address ends at most this many lines below the addressee's name. */
const ADDRESS_LINES = 6;
const POST_CODE = /^(?:F-?\s?)?\d{5}\s+\p{L}/u;

/** Words of bodies, streets and headings, which no name of a person holds. */
const NO_PERSON =
  /\b(?:commune|communaute|communes|ville|mairie|ccas|cias|syndicat|sivu|sivom|departement|conseil|region|metropole|agglomeration|service|direction|sdis|office|centre|regie|caisse|association|etablissement|collectivite|ecole|lycee|college|hopital|ehpad|prefecture|tresorerie|rue|avenue|av|boulevard|bd|place|chemin|impasse|route|allee|quai|cours|lieu|lotissement|residence|bat|batiment|appt|bp|cs|cedex|bulletin|paie|paye|salaire|periode|net|brut|total|suite|page|france|confidentiel|personnel|urssaf|siret|cnracl|ircantec|employeur|titulaire|contractuel|adjoint|attache|redacteur|technicien|ingenieur|agent|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b/u;

/**
 * The agent's name where the layout puts it without a label: behind a civility
 * at the beginning of a cell, or, on a payslip, on top of an address.
 */
export function findAddressee({ identity, type }: PageZones): PrintedName[] {
  // A certificate or decision may be addressed to another, and names whom it concerns in its sentences.
  if (type === 'certificate' || type === 'decision') return [];
  const titled = identity.flatMap((line) =>
    line.cells.flatMap((cell, column) => {
      const name =
        hasTitle(cell.text) && !belongsToOther(line.cells[column - 1]) ? withoutMaidenName(cell.text) : null;
      return name ? [{ kind: 'full' as const, text: name }] : [];
    }),
  );
  const unlabelled = identity.flatMap((line, row) =>
    line.cells.flatMap((cell, column): PrintedName[] => {
      const name = wholeName(cell.text);
      if (name === null || belongsToOther(line.cells[column - 1])) return [];
      const isPlaced = titled.length === 0 && hasCapitals(name) && hasAddressBelow(identity, row, cell);
      return [{ kind: isPlaced ? 'placed' : 'bare', text: name }];
    }),
  );
  return [...titled, ...unlabelled];
}

function withoutMaidenName(text: string): string | null {
  return readName(text.replace(/\s[Nn]ée?\s.*$/u, ''));
}

/** The value of a field that is not the agent: "Affaire suivie par | Mme X". */
function belongsToOther(before: TextCell | undefined): boolean {
  const last = before ? findLabels(before.text).at(-1) : undefined;
  return last?.kind === 'other' && last.value === '';
}

/** Two to six words without a figure, none of which a person's name would not hold. */
function wholeName(text: string): string | null {
  const name = readName(text);
  const words = name?.split(' ') ?? [];
  const isWhole = name === text.trim() && words.length >= 2 && words.length <= 6;
  return isWhole && !NO_PERSON.test(level(name)) && findLabels(text).length === 0 ? name : null;
}

function hasCapitals(name: string): boolean {
  return name.split(' ').some((word) => /^[\p{Lu}'’-]{2,}$/u.test(word));
}

function hasAddressBelow(lines: readonly TextLine[], row: number, name: TextCell): boolean {
  return lines
    .slice(row + 1, row + 1 + ADDRESS_LINES)
    .some((line) =>
      line.cells.some((cell) => Math.abs(cell.left - name.left) < 6 && POST_CODE.test(cell.text)),
    );
}
