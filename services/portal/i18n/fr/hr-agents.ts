import { count } from './count';
import { withArticle } from './employer-name';

export const hrAgents = {
  title: 'Agents',
  lead: 'Cette liste dit à qui est chaque document.',
  import: 'Importer la liste',
  letters: 'Courriers d’activation',
  readOnlyTitle: 'Votre compte permet de consulter, pas de modifier',
  readOnly: 'Demandez à un collègue habilité de le faire, ou à l’opérateur de changer votre rôle.',
  toAgents: 'Voir les agents',
  back: 'Agents',

  search: {
    label: 'Chercher un agent',
    hint: 'Le nom de famille ou d’usage en entier, ou le début du matricule.',
    submit: 'Chercher',
    clear: 'Effacer la recherche',
    filter: 'Coffre-fort',
    filterHint: 'Activé par l’agent, ou pas encore',
    filters: { all: 'Tous', waiting: 'Pas encore activé', done: 'Activé' },
  },

  list: {
    caption: 'Agents, par matricule',
    person: 'Agent',
    payrollNumber: 'Matricule',
    dates: 'Période d’emploi',
    vault: 'Coffre-fort',
    delivery: 'Remise choisie',
    actions: 'Actions',
    since: (date: string) => `Depuis le\u00a0${date}`,
    from: (date: string) => `À partir du\u00a0${date}`,
    between: (start: string, end: string) => `Du\u00a0${start} au\u00a0${end}`,
    activated: 'Activé',
    notActivated: 'Pas encore activé',
    channels: { unset: 'Aucun choix', electronic: 'Électronique', paper: 'Papier' },
    newCode: 'Nouveau code',
    newCodeFor: (name: string) => `Nouveau code d’activation pour ${name}`,
    shown: (n: number) => count(n, 'agent affiché', 'agents affichés'),
    more: 'Voir les agents suivants',
    emptyTitle: 'Aucun agent pour l’instant',
    empty:
      'Votre logiciel de paie ou votre SIRH peut produire la liste des agents en CSV. Importez-la : vous verrez d’abord ce qu’elle changerait.',
    emptyReader: 'Les agents apparaîtront ici quand un collègue ou votre logiciel aura importé la liste.',
    noMatchTitle: 'Aucun agent ne correspond',
    noMatch: 'Le nom doit être écrit en entier, sans le prénom ; du matricule, le début suffit.',
    noMatchFiltered: 'Le filtre « Coffre-fort » en écarte peut-être : choisissez « Tous ».',
    everyoneTitle: 'Tous les agents ont activé leur coffre-fort',
    everyone: 'Il n’y a pas de courrier à préparer.',
    nobodyTitle: 'Personne n’a encore activé son coffre-fort',
    nobody:
      'Chaque agent l’active avec le code d’un courrier. Préparez les courriers, imprimez-les, remettez-les.',
    nobodyReader:
      'Chaque agent l’active avec le code d’un courrier. Un collègue habilité peut préparer ces courriers.',
    showAll: 'Afficher tous les agents',
  },

  code: {
    title: 'Nouveau code d’activation',
    forWhom: 'Pour :',
    payrollNumber: (number: string) => `matricule ${number}`,
    warningTitle: 'Tout code remis auparavant cessera de fonctionner',
    warning:
      'Le nouveau code n’est montré qu’une fois : imprimez-le ou recopiez-le aussitôt. L’agent verra dans son historique qu’un code a été créé.',
    create: 'Créer le code',
    shownTitle: 'Voici le code',
    shownOnce:
      'Il ne sera plus montré quand vous fermerez cette fenêtre. Remettez-le en main propre ou par courrier.',
    code: 'Code d’activation',
    print: 'Imprimer le courrier',
    done: 'J’ai noté le code, fermer',
    activated: 'Cet agent vient d’activer son coffre-fort : il n’a plus besoin de code.',
  },

  importing: {
    title: 'Importer la liste des agents',
    lead: (employer: string) =>
      `Pour ${withArticle(employer)}. Rien n’est enregistré avant que vous ayez relu et confirmé.`,
    file: 'La liste des agents',
    fileHint: 'Un fichier CSV enregistré en UTF-8, dont la première ligne nomme les colonnes.',
    reading: 'Lecture du fichier, sans rien enregistrer',
    model: 'Télécharger le modèle',
    modelFile: 'modele-agents.csv',
    modelText:
      'Le modèle ne contient que la première ligne. Remplissez-le dans votre tableur, une ligne par agent, avec des dates comme 27/10/1985, et enregistrez-le au format « CSV\u00a0UTF-8 ».',
    modelTitle: 'Partir du modèle',
    columnsTitle: 'Les colonnes du fichier',
    columnsCaption: 'Colonnes du fichier des agents',
    column: 'Colonne',
    example: 'Exemple',
    need: 'À remplir',
    mustBeFilled: 'Oui',
    mayBeEmpty: 'Peut rester vide',
    mayBeMissing: 'Colonne facultative',
    columns: {
      employerSiret: 'SIRET de l’employeur',
      payrollNumber: 'matricule',
      familyName: 'nom de famille (de naissance)',
      usageName: 'nom d’usage',
      givenName: 'prénom',
      birthDate: 'date de naissance',
      personalEmail: 'adresse électronique pour l’invitation',
      startDate: 'début du contrat',
      endDate: 'fin du contrat',
      source: 'logiciel de paie, s’il y en a plusieurs',
      channel: 'remise choisie',
      noticeDate: 'date à laquelle l’agent a été informé',
    },
    named: (meaning: string, code: string) => `${meaning} (${code})`,
    cannotBeRead: 'Ce fichier ne peut pas être lu',
    tooLong: 'Ce fichier est trop grand',
    nobodyInIt: 'Ce fichier ne contient aucun agent',
    flaws: {
      empty: 'Il est vide.',
      spreadsheet:
        'C’est un classeur (Excel ou LibreOffice), pas un CSV. Ouvrez-le, choisissez « Enregistrer sous », puis le format « CSV\u00a0UTF-8 ».',
      pdf: 'C’est un PDF. Il faut la liste des agents en CSV, produite par votre logiciel de paie ou votre tableur.',
      zip: 'C’est un ZIP. Sortez-en la liste des agents, et choisissez le fichier CSV.',
      notText: 'Ce n’est pas du texte. Il faut la liste des agents en CSV, enregistrée en UTF-8.',
      encoding:
        'Ses accents ne sont pas lisibles : il n’est pas enregistré en UTF-8. Ouvrez-le dans votre tableur et enregistrez-le au format « CSV\u00a0UTF-8 ».',
      unreadable:
        'Vérifiez qu’il existe toujours et qu’aucun autre logiciel ne l’a ouvert, puis choisissez-le de nouveau.',
      tooLarge: (most: string) =>
        `Il dépasse ${most}. Coupez-le en plusieurs parties, chacune avec la première ligne.`,
      columnMissing: (columns: string) =>
        `La première ligne doit nommer toutes les colonnes. Il manque : ${columns}. Ajoutez-les, même si elles restent vides, ou partez du modèle.`,
      columnTwice: (columns: string) => `Une colonne est nommée deux fois : ${columns}. Gardez-en une seule.`,
      malformed: (line: string) =>
        `Il n’est plus lisible à partir de la ligne ${line} : le plus souvent, un guillemet est ouvert et jamais refermé. Corrigez cette ligne ou celle d’avant.`,
      malformedSomewhere:
        'Ce n’est pas un CSV correct : un guillemet est ouvert et jamais refermé. Corrigez-le.',
      overLimit: 'Coupez-le en plusieurs parties, chacune avec la première ligne.',
      noRows: 'Il n’a que sa première ligne. Ajoutez une ligne par agent, puis choisissez-le de nouveau.',
    },
    review: 'Voici ce que le fichier changerait',
    created: (n: number) => (n < 2 ? 'nouveau' : 'nouveaux'),
    updated: (n: number) => (n < 2 ? 'modifié' : 'modifiés'),
    unchanged: 'sans changement',
    refused: (n: number) => (n < 2 ? 'ligne refusée' : 'lignes refusées'),
    ignored: (n: number) =>
      `${count(n, 'ligne est', 'lignes sont')} d’un autre employeur, d’après le SIRET : ${n < 2 ? 'elle est laissée' : 'elles sont laissées'} de côté.`,
    partlyTitle: (n: number) =>
      n < 2
        ? 'Une ligne ne peut pas être importée'
        : `${count(n, '', 'lignes')} ne peuvent pas être importées`,
    partly: (n: number) =>
      `Vous pouvez importer le reste maintenant, corriger ${n < 2 ? 'cette ligne' : 'ces lignes'}, puis importer le fichier corrigé : rien ne sera en double.`,
    nothingTitle: 'Il n’y a rien à importer',
    allKnown: 'Tous ces agents sont déjà dans votre liste, avec les mêmes informations.',
    restKnown:
      'Ce qui est valable est déjà dans votre liste, avec les mêmes informations. Corrigez ce qui est refusé, puis choisissez de nouveau le fichier.',
    allRefused:
      'Aucune ligne ne peut être prise telle quelle. Corrigez le fichier, puis choisissez-le de nouveau.',
    allIgnored: (siret: string) =>
      `Aucune ligne ne porte le SIRET de cet employeur (${siret}). Vérifiez cette colonne (employerSiret), ou l’espace dans lequel vous travaillez.`,
    confirm: (n: number) => `Importer ${count(n, 'agent', 'agents')}`,
    other: 'Choisir un autre fichier',
    doneTitle: 'La liste des agents est à jour',
    partlyDoneTitle: 'L’import est terminé',
    done: (created: number, updated: number, unchanged: number) =>
      `${count(created, 'nouveau', 'nouveaux')}, ${count(updated, 'modifié', 'modifiés')}, ${count(unchanged, 'sans changement', 'sans changement')}.`,
    doneNext: 'Les nouveaux agents ont besoin d’un courrier avec leur code pour ouvrir leur coffre-fort.',
    notImportedTitle: (n: number) =>
      n < 2 ? 'Une ligne n’a pas été importée' : `${count(n, '', 'lignes')} n’ont pas été importées`,
    notImported: (n: number) =>
      `Corrigez ${n < 2 ? 'cette ligne' : 'ces lignes'} dans le fichier, puis importez-le de nouveau : ce qui est déjà là ne sera pas en double.`,
    again: 'Importer un autre fichier',
    errors: {
      caption: 'Lignes refusées',
      line: 'Ligne',
      lineOf: (line: string) => `Ligne ${line}`,
      colon: ' :',
      wholeLine: 'la ligne entière',
      nothing: 'case vide',
      notShown: 'contenu non affiché',
      what: 'À corriger',
      more: 'Voir les lignes suivantes',
      cut: (shown: string, total: string) =>
        `Seuls les ${shown} premiers défauts sur ${total} sont listés. Le même se répète peut-être : une colonne décalée, un format de date.`,
    },
    rows: {
      'row-malformed':
        'Cette ligne n’a pas autant de cases que la première. Il manque ou il y a en trop un séparateur, ou un guillemet.',
      'siret-invalid': 'Écrivez les 14 chiffres du SIRET de l’employeur.',
      'payroll-number-missing': 'Indiquez le matricule : c’est lui qui dit à qui est un document.',
      'payroll-number-invalid':
        'Ce n’est pas un matricule : 64 caractères au plus, sans caractère invisible.',
      'nir-as-payroll-number':
        'C’est un numéro de sécurité sociale. Il n’est jamais accepté ni conservé : mettez le matricule à sa place.',
      'source-invalid':
        'Le nom du logiciel de paie tient en 40 caractères : lettres sans accent, chiffres, point ou tiret. Vide : le logiciel principal.',
      'family-name-invalid':
        'Indiquez le nom de naissance : des lettres, aucun chiffre. Un chiffre vient souvent d’une colonne décalée.',
      'usage-name-invalid':
        'Le nom d’usage est fait de lettres, sans chiffre. Sans nom d’usage, laissez vide.',
      'given-name-invalid': 'Indiquez le prénom : des lettres, aucun chiffre.',
      'birth-date-invalid':
        'Écrivez la date de naissance jour/mois/année, par exemple 27/10/1985 : une date réelle et passée.',
      'birth-date-short-year':
        'Écrivez l’année de naissance en quatre chiffres, par exemple 27/10/1985 : avec deux, le siècle est incertain.',
      'email-invalid':
        'Ce n’est pas une adresse complète. Exemple : prenom.nom@exemple.fr. Sans adresse, laissez vide.',
      'start-date-invalid': 'Écrivez le début du contrat jour/mois/année, par exemple 01/09/2026.',
      'start-date-short-year':
        'Écrivez l’année du début du contrat en quatre chiffres, par exemple 01/09/2026.',
      'end-date-invalid':
        'Écrivez la fin du contrat jour/mois/année, par exemple 31/12/2026. Si elle n’est pas prévue, laissez vide.',
      'end-date-short-year':
        'Écrivez l’année de la fin du contrat en quatre chiffres, par exemple 31/12/2026.',
      'end-before-start': 'Le contrat finirait avant d’avoir commencé. Vérifiez les deux dates.',
      'channel-invalid':
        'Écrivez electronic (électronique), paper (papier) ou unset (aucun choix). Si vous ne savez pas, laissez vide.',
      'notice-date-invalid':
        'Écrivez la date de l’information jour/mois/année, par exemple 01/01/2026, ou laissez vide.',
      'notice-date-short-year':
        'Écrivez l’année de l’information en quatre chiffres, par exemple 01/01/2026.',
      'duplicate-row':
        'Ce matricule avec ce début de contrat figure déjà plus haut dans le fichier. Gardez une seule des deux lignes.',
      'payroll-number-overlap':
        'Ce matricule est déjà celui d’un autre contrat aux mêmes dates. Vérifiez le matricule, ou datez la fin de l’ancien contrat.',
      'other-person':
        'Sous ce matricule, nous connaissons une personne d’un autre nom et d’une autre date de naissance. Si le matricule a été redonné, indiquez la fin du contrat précédent et le début du nouveau.',
      'identity-locked':
        'Cet agent a activé son coffre-fort : son nom de naissance, son prénom et sa date de naissance ne changent plus par import. Remettez ceux d’avant, et adressez-vous à l’opérateur si une correction est nécessaire.',
    } as Readonly<Record<string, string>>,
    rowUnknown: 'Cette ligne n’est pas acceptée telle quelle. Comparez-la au modèle.',
  },

  post: {
    title: 'Courriers d’activation',
    lead: 'Une page par agent, à mettre sous pli : comment ouvrir son coffre-fort, et son code.',
    who: 'À qui écrire',
    all: 'À tous les agents qui n’ont pas activé leur coffre-fort',
    allCount: (n: number) => count(n, 'courrier', 'courriers'),
    allAtLeast: (n: number) => `Plus de ${n} courriers`,
    some: 'À certains d’entre eux',
    someHint: 'Par exemple les nouveaux, ou ceux qui ont perdu leur courrier',
    choose: 'Agents qui n’ont pas activé leur coffre-fort',
    chosen: (n: number) => (n === 0 ? 'Aucun agent coché' : count(n, 'agent coché', 'agents cochés')),
    checkShown: 'Cocher tous ceux affichés',
    uncheck: 'Tout décocher',
    noMatch:
      'Aucun de ces agents ne correspond. Le nom doit être écrit en entier, sans le prénom ; du matricule, le début suffit. Un agent qui a activé son coffre-fort n’est pas dans cette liste.',
    noneChosen: 'Cochez au moins un agent.',
    tooMany: (most: number) =>
      `Un fichier contient ${most} courriers au plus. Cochez une partie des agents, puis recommencez avec les autres.`,
    tooManyChosen: (most: number) =>
      `Un fichier contient ${most} courriers au plus. Décochez-en quelques-uns.`,
    warningTitle: 'De nouveaux codes remplacent les anciens',
    warning:
      'Chaque courrier porte un nouveau code : les codes déjà remis cessent de fonctionner. Nous ne gardons pas le PDF : imprimez-le aussitôt, puis effacez-le de votre ordinateur.',
    submit: 'Préparer les courriers',
    confirmTitle: (n: number) => `Créer ${count(n, 'nouveau code', 'nouveaux codes')} ?`,
    confirmTitleAtLeast: (n: number) => `Créer plus de ${n} nouveaux codes ?`,
    confirmEnds: (n: number) =>
      n < 2
        ? 'Tout code déjà remis à cet agent cessera de fonctionner.'
        : `Les codes déjà remis à ces ${count(n, '', 'agents')} cesseront de fonctionner.`,
    confirmEndsAtLeast: (n: number) => `Les codes déjà remis à plus de ${n} agents cesseront de fonctionner.`,
    confirmPrint: 'Imprimez aussitôt : nous ne gardons pas le PDF, et ces codes ne seront plus montrés.',
    confirm: 'Créer les codes et le PDF',
    pending: 'Préparation du PDF',
    pendingText: 'Quelques secondes suffisent. Gardez cette page ouverte.',
    fileName: (day: string) => `courriers-activation-${day}.pdf`,
    doneTitle: 'Les courriers sont prêts',
    done: 'Votre navigateur a enregistré le PDF. Imprimez-le, mettez chaque page sous pli, puis effacez le fichier : il contient les codes.',
    keep: 'Ne quittez pas cette page avant d’avoir vérifié qu’il s’ouvre : il ne sera plus montré.',
    saveAgain: 'Enregistrer le PDF de nouveau',
    more: 'Préparer d’autres courriers',
    nobodyTitle: 'Personne n’attend de courrier',
    nobody: 'Tous les agents de votre liste ont activé leur coffre-fort.',
    noAgentsTitle: 'Commencez par vos agents',
    noAgents: 'Aucun agent n’est encore dans votre liste. Importez-la : chacun aura ensuite son courrier.',
    noAnswer:
      'Aucune réponse du service. Les nouveaux codes sont peut-être déjà créés, sans que le PDF vous soit parvenu : préparez les courriers de nouveau, et ne remettez que ceux du dernier PDF.',
  },
};
