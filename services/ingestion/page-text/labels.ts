/**
 * The labels of French payroll output, as they read once levelled (lower case,
 * no accents). Patterns of one kind are tried together; where two kinds fit at
 * one place, the longer text wins.
 */
export type LabelKind =
  | 'payroll-number'
  | 'birth-name'
  | 'usage-name'
  | 'family-name'
  | 'given-name'
  | 'full-name'
  | 'birth-date'
  | 'period'
  | 'siret'
  | 'slip-number'
  /** Ends the value before it; its own value is no signal. */
  | 'other';

interface Label {
  readonly kind: LabelKind;
  /** Weak labels are everyday words: they count only at the beginning of a cell, or before a colon. */
  readonly weak: boolean;
  readonly pattern: RegExp;
}

const NUMBER = String.raw`(?:n\s?[°ºo.]\s?|no\.?\s|num(?:ero|\.)?\s|ident(?:ifiant|\.)?\s|code\s|ref(?:erence|\.)?\s|id\.?\s)`;
const PERSON = String.raw`(?:agent(?:e)?(?:\(e\))?|salarie(?:e|\(e\))?|employe(?:e|\(e\))?|beneficiaire|titulaire|interesse(?:e|\(e\))?|fonctionnaire|personnel)`;
const OF_PERSON = String.raw`(?:\s(?:de\sl'|du\s|de\sla\s|d'|)\s?${PERSON})?`;
/** Numbers that other bodies know the agent or the employer by. */
const OF_OTHERS = String.raw`(?!\s?(?:de\s|du\s|a\sla\s|aupres\s|de\sl')?\s?(?:la\s)?(?:cnracl|ircantec|urssaf|employeur|etablissement|caisse|retraite|securite|secu|insee|s\.?s\b|mutuelle|rafp|adherent|pole|dgfip|conjoint|fiscal|siret|entreprise|collectivite|prevoyance|mgp|mnt))`;

const PAYROLL_NUMBER = [
  `${NUMBER}?(?:de\\s|d')?(?:matricule|matr\\b\\.?)${OF_OTHERS}(?:\\s(?:paie|paye|rh|interne|individuel|de\\spaie|de\\spaye|sirh|n[°º]))?${OF_PERSON}(?![a-z])`,
  `${NUMBER}(?:de\\sl'|d'|du\\s|de\\s|)(?:${PERSON}|paie|paye)(?![a-z])(?!\\s?/)`,
  `${PERSON}\\sn\\s?[°º]`,
];

const FIELDS: readonly (readonly [LabelKind, weak: boolean, sources: readonly string[]])[] = [
  ['payroll-number', false, PAYROLL_NUMBER],
  [
    'payroll-number',
    true,
    ['mat\\.?(?=\\s?[:.]|$)', 'mat(?=\\s\\d)', 'mle(?=\\s?[:.]|$)', 'nummat\\b', 'idagent\\b'],
  ],
  [
    'birth-name',
    false,
    [
      'nom\\s(?:de\\s|patronymique\\s\\(?de\\s)?(?:naissance|naiss\\.?|jeune\\sfille)\\)?',
      'nom\\spatronymique',
      'nom\\sj\\.?f\\.?\\b',
      '\\bnee?\\b(?!\\s?\\(e\\))(?!\\s(?:le|en|a|au)\\b)(?!\\s?[:.]?\\s?\\d)(?=\\s?:?\\s[a-z])',
    ],
  ],
  [
    'usage-name',
    false,
    [
      "nom\\s(?:d'\\s?usage|d'\\s?epou(?:se|x)|usuel|marital|d'\\s?exercice|de\\smariage)",
      "nom\\s\\(?(?:d')?usage\\)?",
    ],
  ],
  [
    'full-name',
    false,
    [
      `(?:nom|noms)(?:\\s(?:d'usage|usuel|de\\sfamille))?\\s?(?:,|et|/|-|&|\\+|)\\s?prenoms?(?:\\(s\\))?${OF_PERSON}(?![a-z])`,
      `prenoms?(?:\\(s\\))?\\s?(?:,|et|/|-|&|\\+|)\\s?noms?(?:\\sd'usage)?${OF_PERSON}(?![a-z])`,
      "identite\\s(?:de\\sl'|du\\s)(?:agent|salarie|employe)(?:e|\\(e\\))?",
    ],
  ],
  [
    'full-name',
    true,
    [
      `${PERSON}(?=\\s?:)`,
      'identite(?=\\s?:|$)',
      'nom\\scomplet',
      'destinataire(?=\\s?:|$)',
      'concerne(?=\\s?:)',
    ],
  ],
  [
    'family-name',
    true,
    [
      `noms?(?:\\sde\\sfamille)?(?:\\s(?:de\\sl'|du\\s|de\\sla\\s)${PERSON})?(?![a-z'])(?!\\s(?:de|du|des|d'|et)\\b)`,
    ],
  ],
  [
    'given-name',
    true,
    ["(?:1er\\s|premier\\s)?prenoms?(?:\\(s\\))?(?:\\s(?:usuel|d'usage|principal))?(?![a-z])"],
  ],
  [
    'birth-date',
    false,
    [
      'date\\s(?:de\\s)?naiss?(?:ance|\\.)?(?![a-z])',
      'd(?:\\.|ate)?\\s?(?:de\\s)?naiss?(?:ance|\\.)?(?![a-z])',
      'dt\\.?\\snaiss(?:ance|\\.)?',
      '\\bne(?:e|\\(e\\)|\\s?/\\s?(?:ne)?e|\\.e)?\\s(?:le|en)\\b',
      '\\bne(?:e|\\(e\\))?(?=\\s?:?\\s\\d{1,2}[/.\\-])',
      '\\bddn\\b',
    ],
  ],
  ['birth-date', true, ['naissance(?=\\s?:|$)', 'naiss\\.']],
  [
    'period',
    false,
    [
      'periode\\s(?:de\\s(?:paie|paye|remuneration|travail|salaire)|du\\sbulletin|de\\sreference\\sde\\spaie|concernee|payee)',
      "(?:paie|paye|salaire|traitement|remuneration)s?\\sdu\\smois(?:\\sde|\\sd')?",
      'mois\\sde\\s(?:paie|paye|remuneration|salaire|traitement)(?![a-z])',
      'bulletin\\s(?=du\\s\\d)',
      "(?:bulletin|fiche)\\sde\\s(?:paie|paye|salaire|remuneration|traitement)(?:\\s?[-:–—]?\\s?(?:du\\smois\\s)?(?:de|d'|du|pour)?)?(?=\\s?[-:–—]?\\s?(?:(?:du\\s)?mois|periode|\\d|jan|fev|mar|avr|mai|juin|juil|aou|sep|oct|nov|dec))",
      "etablie?\\sau\\stitre\\sdu\\smois\\s(?:de\\s|d')",
    ],
  ],
  [
    'period',
    true,
    [
      "periode(?!\\sd'|\\sde\\s(?!\\d|jan|fev|mar|avr|mai|juin|juil|aou|sep|oct|nov|dec))",
      "mois(?:\\sde|\\sd'|\\sdu)?(?=\\s?:|$|\\s\\d|\\s(?:jan|fev|mar|avr|mai|juin|juil|aou|sep|oct|nov|dec))",
      "(?:paie|paye)\\s(?:de\\s|d'|du\\s)(?=\\d|jan|fev|mar|avr|mai|juin|juil|aou|sep|oct|nov|dec)",
    ],
  ],
  [
    'siret',
    false,
    [
      '(?:n[°º]\\s?|numero\\s|no\\s|code\\s)?(?:de\\s)?siret(?![a-z])(?:\\s?[/-]\\s?(?:code\\s)?(?:ape|naf))?',
    ],
  ],
  [
    'slip-number',
    false,
    [
      `${NUMBER}(?:de\\s|du\\s)?(?:bulletin|fiche)(?:\\sde\\s(?:paie|paye|salaire))?`,
      `(?:bulletin|fiche)(?:\\sde\\s(?:paie|paye|salaire))?\\s(?:n\\s?[°º]|numero)`,
    ],
  ],
  [
    'other',
    false,
    [
      "(?:n[°º]\\s?|numero\\s|no\\.?\\s)?(?:de\\s|d'\\s?)?(?:secu(?:rite|\\.)?|sec\\.?)\\s?(?:sociale|soc\\.?)(?![a-z])",
      '(?:n[°º]\\s?)s\\.?s\\.?(?![a-z])',
      '(?:n[°º]\\s?|numero\\s)?(?:nir|insee|urssaf|naf|ape|siren|cnracl|ircantec|rafp|tva)(?![a-z])',
      '(?:code\\s)(?:ape|naf|postal|service|emploi|grade|budget|analytique|imputation)',
      `nom\\s(?:de\\s(?:l'(?:employeur|etablissement|entreprise|organisme|enfant|agence)|la\\s(?:collectivite|banque|societe|commune|personne))|du\\s(?:signataire|gestionnaire|responsable|conjoint|service|correspondant|pere|mere|directeur|maire|president)|commercial)`,
      "date\\s(?:d'|de\\s|du\\s|des\\s)(?!naiss)[a-z']+",
      '(?:matricule|matr\\.?)\\s?(?:de\\s|du\\s|a\\sla\\s)?(?:la\\s)?(?:cnracl|ircantec|urssaf|employeur|etablissement|caisse|retraite|securite|secu|insee|mutuelle|rafp|adherent|dgfip|conjoint|fiscal|entreprise|collectivite|prevoyance)',
      '(?:paye|regle|vire|entre|sorti|embauche|recrute|nomme|edite|imprime|etabli|fait|signe|notifie)(?:e|\\(e\\))?\\sle\\b',
      'entree\\s(?:le\\b|dans\\b)',
      "periode\\s(?:d'essai|probatoire|de\\s(?:stage|conges|reference))",
    ],
  ],
  [
    'other',
    true,
    [
      "(?:emploi|fonctions?|grade|cadre(?:\\sd'emplois?)?|categorie|cat\\.|echelon|ech\\.|indice|ind\\.|ib\\b|im\\b|inm\\b|statut|position|quotite|temps|taux|service|direction|affectation|budget|etablissement|collectivite|employeur|organisme|adresse|anciennete|paiement|virement|banque|iban|bic|rib|convention|contrat|filiere|qualification|coefficient|nature|situation|enfants?|nb|nombre|heures|horaire|site|pole|unite|secteur|responsable|gestionnaire|contact|correspondant|affaire|dossier|suivi|signataire|tresor(?:ier|erie)|comptable|telephone|tel\\.|courriel|mail|annee|exercice|edition|edite|sexe|nationalite|lieu|civilite|conjoint|regime|page|folio|depuis|arrivee|depart|entree|sortie|code|libelle|designation|rubrique|base|montant)s?(?![a-z])",
    ],
  ],
];

export const LABELS: readonly Label[] = FIELDS.map(([kind, weak, sources]) => ({
  kind,
  weak,
  pattern: new RegExp(`(?<![a-z0-9'])(?:${sources.join('|')})`, 'gu'),
}));
