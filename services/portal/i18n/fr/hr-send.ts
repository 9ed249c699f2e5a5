import { withArticle } from './employer-name';

export const hrSend = {
  title: 'Envoyer des documents',
  lead: (employer: string) =>
    `Pour ${withArticle(employer)}. Rien n’arrive aux agents avant que vous ayez relu et confirmé.`,
  file: 'Le fichier de votre logiciel de paie',
  fileHint:
    'Un ZIP de documents PDF : le nom de chaque fichier contient le matricule de l’agent, ou une liste jointe (« manifest.csv », « manifest.json » ou « manifest.xml ») le donne. Ou un seul PDF de tous les bulletins : ils seront séparés pour vous.',
  fileMissing: 'Choisissez le fichier à envoyer.',
  neitherZipNorPdf:
    'Ce fichier n’est ni un ZIP ni un PDF. Choisissez le fichier produit par votre logiciel de paie.',
  emptyFile: 'Ce fichier est vide. Choisissez-en un autre.',
  emptyZip: 'Ce ZIP ne contient aucun fichier. Choisissez-en un autre.',
  unreadableFile:
    'Ce fichier n’a pas pu être lu. Vérifiez qu’il existe toujours et qu’aucun programme ne le retient.',
  period: 'Mois des documents',
  otherMonth: (month: string, current: string) =>
    `Vous avez choisi ${month}, et nous sommes en ${current}. Si c’est une erreur, changez le mois.`,
  /** Follows the sentence before, of payslips. */
  beforeService:
    'Si ces bulletins datent d’avant la mise en service, choisissez ci-dessous « Une reprise de mois passés ».',
  otherMonthTitle: 'Ce n’est pas le mois en cours',
  kind: 'Ce que vous envoyez',
  kinds: {
    payroll: {
      label: 'Les bulletins de paie du mois',
      hint: 'Nous vous dirons aussi qui n’a pas de bulletin.',
    },
    hr: { label: 'D’autres documents RH', hint: 'Attestations, décisions individuelles.' },
    backfill: {
      label: 'Une reprise de mois passés',
      hint: 'Les bulletins d’avant la mise en service, un envoi par mois.',
    },
  },
  submit: 'Envoyer pour vérification',
  submitHint: 'Le fichier est vérifié d’abord. Vous confirmez ensuite.',
  readOnlyTitle: 'Votre compte permet de consulter, pas d’envoyer',
  readOnly: 'Demandez à un collègue habilité de faire l’envoi, ou à l’opérateur de changer votre rôle.',
  toBatches: 'Voir les envois',

  upload: {
    title: 'Envoi du fichier',
    label: 'Fichier envoyé',
    amount: (percent: string, sent: string, total: string) => `${percent} – ${sent} sur ${total}`,
    spoken: (percent: string) => `${percent} du fichier envoyés`,
    stay: 'Laissez cet onglet ouvert jusqu’à la fin.',
    stalled:
      'La connexion est coupée. L’envoi reprendra de lui-même dès qu’elle revient ; rien n’est à refaire.',
    arrived: 'Le fichier est arrivé.',
    failedTitle: 'L’envoi n’a pas abouti',
    retry: 'Reprendre l’envoi',
    interrupted: (percent: string) =>
      `Envoi interrompu à ${percent} – choisissez à nouveau le même fichier pour continuer.`,
    notArrived: 'Aucun fichier reçu pour cet envoi. Choisissez celui à envoyer.',
    choose: 'Le même fichier',
    chooseFirst: 'Le fichier à envoyer',
    pdfForZip:
      'Cet envoi attend un ZIP, et ce fichier est un PDF. Choisissez le ZIP, ou commencez un nouvel envoi.',
    otherFile:
      'Ce n’est pas le même fichier. Choisissez celui que vous aviez commencé à envoyer, ou remplacez-le par celui-ci.',
    replace: 'Envoyer celui-ci à la place',
    whole: 'Le fichier est arrivé en entier, mais n’a pas encore été vérifié.',
    check: 'Vérifier le fichier',
    byMachine: 'Cet envoi a été ouvert par un logiciel de paie, qui n’a pas encore transmis son fichier.',
    ofColleague: 'Le fichier de cet envoi n’est pas encore arrivé.',
    leaveTitle: 'Un fichier est en cours d’envoi',
    leaveText:
      'Si vous quittez cette page, l’envoi s’interrompt. Vous pourrez le continuer avec le même fichier.',
    leave: 'Quitter',
    remain: 'Rester',
  },
};
