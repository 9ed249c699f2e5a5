interface Article {
  /** "la ", "le ", "l’" */
  readonly before: string;
  /** With "de": "de la ", "du ", "de l’" */
  readonly after: string;
  /** Whether the word is a common noun, written small inside a sentence. */
  readonly common: boolean;
}

const THE_SHE: Article = { before: 'la ', after: 'de la ', common: true };
const THE_HE: Article = { before: 'le ', after: 'du ', common: true };
const THE_VOWEL: Article = { before: 'l’', after: 'de l’', common: true };
const INITIALS: Article = { ...THE_HE, common: false };

/** The first words of what French public employers are called. */
const ARTICLES: ReadonlyMap<string, Article> = new Map(
  Object.entries({
    commune: THE_SHE,
    communauté: THE_SHE,
    ville: THE_SHE,
    mairie: THE_SHE,
    métropole: THE_SHE,
    région: THE_SHE,
    régie: THE_SHE,
    caisse: THE_SHE,
    département: THE_HE,
    conseil: THE_HE,
    centre: THE_HE,
    syndicat: THE_HE,
    service: THE_HE,
    pôle: THE_HE,
    office: THE_VOWEL,
    établissement: THE_VOWEL,
    agence: THE_VOWEL,
    école: THE_VOWEL,
    ccas: INITIALS,
    cias: INITIALS,
    sdis: INITIALS,
    sivom: INITIALS,
    sivu: INITIALS,
    cdg: INITIALS,
    ehpad: { ...THE_VOWEL, common: false },
  }),
);

const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/iu;

/** Commune de Montfleury → la commune de Montfleury; a name that begins otherwise stays as it is. */
export function withArticle(name: string): string {
  const article = articleOf(name);
  return article === null ? name : `${article.before}${insideSentence(name, article)}`;
}

/** CCAS de Montfleury → du CCAS de Montfleury; Albi → d’Albi */
export function ofEmployer(name: string): string {
  const article = articleOf(name);
  if (article !== null) return `${article.after}${insideSentence(name, article)}`;
  return VOWEL.test(name) ? `d’${name}` : `de ${name}`;
}

function articleOf(name: string): Article | null {
  const [first = ''] = name.split(/[\s'’]/u);
  return ARTICLES.get(first.toLowerCase()) ?? null;
}

function insideSentence(name: string, { common }: Article): string {
  return common ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
