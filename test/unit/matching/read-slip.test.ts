import { readSlip } from '../../../services/ingestion/page-text/read-slip';
import type { SlipFields } from '../../../services/ingestion/page-text/slip-fields';
import { typedPage } from './typed-page';

const TABLE = `
Code   Libellé                          Base      Taux     Gains    Retenues   Part patronale
0010   Traitement de base indiciaire    399                1 571,35
R010   Rappel traitement 04/2026                             11,82
3110   CNRACL                           1 571,35  11,10              180,98     613,85
       NET À PAYER                                1 552,51
`;

interface Layout {
  readonly title: string;
  readonly page: string;
  readonly says: Partial<Omit<SlipFields, 'names'>> & { readonly names?: string[] };
}

const DUPONT = { payrollNumbers: ['00417'], birthDates: ['1983-05-17'], periods: ['2026-10'] };

const LAYOUTS: Layout[] = [
  {
    title: 'labels and values in one run, with colons',
    page: `
Commune de Valmont                              BULLETIN DE PAIE
SIRET : 219 900 412 00012                       Période du 01/10/2026 au 31/10/2026
                                                Payé le 27/10/2026
Matricule : 00417
N° de sécurité sociale : 2 83 05 99 999 359 47  Mme DUPONT Inès
Date de naissance : 17/05/1983                  17 rue des Lilas
Entrée le 01/09/2016                            99210 VALMONT
${TABLE}`,
    says: { ...DUPONT, sirets: ['21990041200012'], names: ['full Mme', 'full DUPONT Inès'].slice(1) },
  },
  {
    title: 'a table of labels over values',
    page: `
MAIRIE DE VALMONT                               BULLETIN DE SALAIRE
N° SIRET                                        Mois de paie
21990041200012                                  Octobre 2026

Matricule     Nom          Prénom      Né(e) le      Emploi
00417         DUPONT       Inès        17/05/1983    Agent technique
${TABLE}`,
    says: { ...DUPONT, sirets: ['21990041200012'], names: ['family DUPONT', 'given Inès'] },
  },
  {
    title: 'labels and values in two columns, no colons, capitals',
    page: `
CCAS DE VALMONT                                 FICHE DE PAIE
SIRET            21990041200012                 PERIODE          10/2026
MATRICULE        00417
NOM              DUPONT
PRENOM           INES
NE(E) LE         17.05.1983
GRADE            ADJOINT ADMINISTRATIF
DATE D'ENTREE    01/09/2016
${TABLE}`,
    says: { ...DUPONT, sirets: ['21990041200012'], names: ['family DUPONT', 'given INES'] },
  },
  {
    title: 'abbreviations and a matricule with blanks inside',
    page: `
Ville de Valmont                                Bulletin de paye du mois de octobre 2026
Mat. : 10 13 30     N° SS : 2 83 05 99 999 359 47     Page 1/2
Nom et prénom : Mme DUPONT Inès
Né le : 17 mai 1983        Service : Direction générale
${TABLE}`,
    says: {
      payrollNumbers: ['101330'],
      birthDates: ['1983-05-17'],
      periods: ['2026-10'],
      page: { number: 1, of: 2 },
      names: ['full DUPONT Inès'],
    },
  },
  {
    title: 'birth name, usage name and given name in fields of their own',
    page: `
Syndicat mixte du Val                           BULLETIN DE PAIE N° 2026-10-0042
Siret : 21990041200012                          Paie du mois d'octobre 2026
N° agent : A0417-2                              Nom de naissance : Martin
Nom d'usage : Dupont-Lévêque                    Prénom(s) : Inès
DDN : 17/05/1983                                Date d'effet : 01/10/2026
${TABLE}`,
    says: {
      payrollNumbers: ['A0417-2'],
      birthDates: ['1983-05-17'],
      periods: ['2026-10'],
      slipNumber: '2026-10-0042',
      names: ['birth Martin', 'usage Dupont-Lévêque', 'given Inès'],
    },
  },
  {
    title: 'the name on top of an address, without civility or label',
    page: `
COMMUNE DE VALMONT
1 place de la Mairie
99210 VALMONT
SIRET 21990041200012 APE 8411Z                  BULLETIN DE PAIE
                                                OCTOBRE 2026
Identifiant salarié 00417
Emploi : Médiathécaire                          DUPONT Inès
Ancienneté : 10 ans                             17 rue des Lilas
                                                99210 VALMONT
${TABLE}`,
    says: { payrollNumbers: ['00417'], periods: ['2026-10'], names: ['placed DUPONT Inès'] },
  },
  {
    title: 'a maiden name behind the name, and a NIR at the place of the matricule',
    page: `
Valmont Agglomération                           BULLETIN DE PAIE
Siret 21990041200012                            Période : octobre 2026
N° matricule      2 83 05 99 999 359 47
Mme DUPONT née MARTIN Inès
${TABLE}`,
    says: {
      payrollNumbers: [],
      nirAtPayrollNumber: true,
      names: ['birth MARTIN Inès', 'full DUPONT'],
    },
  },
  {
    title: 'numbers of other bodies, payment dates and back-pay months are no signals',
    page: `
Commune de Valmont                              BULLETIN DE PAIE
Matricule CNRACL : 99123456                     Période : 10/2026
N° matricule : 00417                            Date de paiement : 27/11/2026
N° URSSAF : 999 000041 12                       Date d'entrée : 01/09/2016
M. DUPONT Jean                                  Gestionnaire : Mme MARTIN Zoé
${TABLE}
0300   Rappel période 03/2026
`,
    says: { payrollNumbers: ['00417'], periods: ['2026-10'], birthDates: [], names: ['full DUPONT Jean'] },
  },
  {
    title: 'a certificate whose signatory is named, too',
    page: `
Commune de Valmont
SIRET 21990041200012

                    ATTESTATION DE TRAVAIL

Je soussignée, Mme Claire MARTIN, maire de Valmont, certifie que M. Jean-Paul D'ALMEIDA, né le
17/05/1983 à Lyon, matricule n° 00417, est employé depuis le 01/03/2003 en qualité d'adjoint
technique du 01/01/2026 au 30/06/2026.

Fait à Valmont, le 27/10/2026
La maire, Mme Claire MARTIN`,
    says: {
      type: 'certificate',
      payrollNumbers: ['00417'],
      birthDates: ['1983-05-17'],
      periods: [],
      names: ["full Jean-Paul D'ALMEIDA"],
    },
  },
  {
    title: 'a decision in articles',
    page: `
ARRÊTÉ N° 2026-118
portant avancement d'échelon de Madame Inès DUPONT

Le Maire de Valmont, M. Paul DURAND,
Vu le code général de la fonction publique ;
Vu la demande présentée par Mme Jeanne PETIT le 01/09/2026 ;

ARRÊTE

Article 1er : À compter du 01/10/2026, Madame Inès DUPONT née MARTIN (matricule : 00417), née le
17 mai 1983, est promue au 7e échelon.

Article 2 : Ampliation au comptable.
Fait le 27/10/2026
Le Maire, Paul DURAND`,
    says: {
      type: 'decision',
      payrollNumbers: ['00417'],
      birthDates: ['1983-05-17'],
      periods: [],
      names: ['birth MARTIN', 'full Inès DUPONT'],
    },
  },
  {
    title: 'a certificate in the form of a table of fields',
    page: `
CERTIFICAT DE TRAVAIL
Employeur : Commune de Valmont        SIRET : 21990041200012
Nom : DUPONT                          Prénom : Inès
Date de naissance : 17/05/1983        Matricule : 00417
Fonction : Médiathécaire              Date de début : 01/09/2016
Fait à Valmont le 27/10/2026`,
    says: {
      type: 'certificate',
      payrollNumbers: ['00417'],
      birthDates: ['1983-05-17'],
      names: ['family DUPONT', 'given Inès'],
    },
  },
  {
    title: 'the label above its value, in boxes side by side',
    page: `
Commune de Valmont                              BULLETIN DE PAIE

N° MATRICULE        PÉRIODE DE PAIE                   N° SIRET
00417               du 01/10/2026 au 31/10/2026       21990041200012

NOM - PRÉNOM                        DATE DE NAISSANCE
DUPONT INES                         17/05/1983
${TABLE}`,
    says: { ...DUPONT, sirets: ['21990041200012'], names: ['full DUPONT INES'] },
  },
  {
    title: 'colons in a column of their own, a street beside the matricule',
    page: `
Ville de Valmont            BULLETIN DE PAIE
Matricule     : 00417       12 rue de la Mairie
Nom           : DUPONT      99210 VALMONT
Prénom        : Inès
Né le         : 17/05/83
Période       : 10/26
${TABLE}`,
    says: {
      payrollNumbers: ['00417'],
      birthDates: ['??83-05-17'],
      periods: ['2026-10'],
      names: ['family DUPONT', 'given Inès'],
    },
  },
  {
    title: 'an empty matricule beside a street is no matricule',
    page: `
Ville de Valmont            BULLETIN DE PAIE
Matricule                   12 rue de la Mairie
Emploi                      99210 VALMONT
Né le         17/05/1983
${TABLE}`,
    says: { payrollNumbers: [], birthDates: ['1983-05-17'], names: [] },
  },
  {
    title: 'number and name in one field',
    page: `
Ville de Valmont            BULLETIN DE PAIE D'OCTOBRE 2026
Agent : 00417 - DUPONT Inès
Affaire suivie par          MARTIN Zoé
${TABLE}`,
    says: { payrollNumbers: ['00417'], periods: ['2026-10'], names: ['full DUPONT Inès'] },
  },
  {
    title: 'label and value by turns on one line, without colons',
    page: `
Ville de Valmont                                BULLETIN DE PAIE
MATRICULE   00417     NOM   DUPONT     PRENOM   INES
CORPS       Attachés  RANG  Principal  ECHELLE  Sixième
${TABLE}`,
    says: { payrollNumbers: ['00417'], names: ['family DUPONT', 'given INES'] },
  },
  {
    title: 'two matricules contradict each other and are both kept',
    page: `
Ville de Valmont                                BULLETIN DE PAIE
Matricule : 00417                               Période : 10/2026
N° agent : 00418
${TABLE}
Matricule : 00419`,
    says: { payrollNumbers: ['00417', '00418', '00419'] },
  },
  {
    title: 'a letter to a body names nobody',
    page: `
Ville de Valmont
Objet : transmission des bulletins
Monsieur le Maire,
Veuillez trouver ci-joint les bulletins du mois. Madame Claire MARTIN reste à votre disposition.
Fait le 27/10/2026`,
    says: { payrollNumbers: [], birthDates: [], names: [] },
  },
];

describe('what is read on a page', () => {
  test.each(LAYOUTS)('$title', ({ page, says: { names, ...fields } }) => {
    const read = readSlip(typedPage(page));
    expect(read).toMatchObject(fields);
    if (names) {
      const labelled = read.names.filter(({ kind }) => kind !== 'bare');
      expect(labelled.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual([...names].sort());
    }
  });

  test('a page without text says so', () => {
    expect(readSlip(typedPage(''))).toMatchObject({ hasText: false, payrollNumbers: [], names: [] });
  });
});
