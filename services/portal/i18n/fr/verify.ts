export const verify = {
  title: 'Vérifier l’authenticité d’un document',
  lead: 'On vous a remis un bulletin de paie ou une attestation en PDF ? Choisissez le fichier tel que vous l’avez reçu : vous saurez qui l’a déposé, quand, et s’il a été modifié depuis.',
  drop: 'Le fichier PDF à vérifier',
  dropHint: 'Le fichier lui-même : ni photo, ni scan, ni copie imprimée.',
  notKept: 'Le fichier n’est pas conservé : il est lu, contrôlé, puis effacé.',
  notPdf: 'Ce n’est pas un fichier PDF. Demandez à la personne le fichier d’origine.',
  empty: 'Ce fichier est vide. Demandez à la personne de vous l’envoyer de nouveau.',
  checking: 'Vérification en cours',
  another: 'Vérifier un autre document',
  file: 'Fichier',
  verified: {
    title: 'Déposé ici, inchangé depuis',
    text: 'Ce fichier est exactement celui qui a été déposé dans ce coffre-fort.',
  },
  broken: {
    title: 'Ne vous fiez pas à ce fichier',
    text: 'Il ne correspond pas à un document déposé ici : il a été modifié après coup, ou son cachet n’est pas celui de ce service.',
    next: 'Demandez à la personne le fichier d’origine, téléchargé depuis son coffre-fort.',
  },
  cannotTell: {
    title: 'Impossible de se prononcer',
    text: 'Cela ne veut pas dire que le document est faux.',
    next: 'Demandez à la personne le fichier d’origine, téléchargé depuis son coffre-fort.',
  },
  reasons: {
    'no-signature':
      'Ce fichier ne porte aucun cachet. Un document imprimé, scanné, photographié ou réenregistré perd le sien.',
    'not-a-pdf': 'Ce fichier n’est pas un PDF lisible.',
    'over-limit': 'Ce fichier est trop volumineux ou trop complexe pour être jugé ici.',
    'processing-crash': 'Ce fichier n’a pas pu être lu : il est abîmé, ou construit de façon inhabituelle.',
  } as Readonly<Record<string, string>>,
  otherReason: 'Ce fichier porte un cachet que ce service ne sait pas lire.',
  quoted: (words: string) => `« ${words} »`,
  facts: {
    statement: 'Ce que dit le cachet',
    date: 'Date',
  },
  means: 'Ce que cela veut dire',
  meansList: [
    'Le nom du déposant et la date viennent du cachet, pas de la personne qui vous envoie le fichier.',
    'Pas une lettre, pas un chiffre n’a changé depuis le dépôt.',
  ],
  not: 'Ce que cela ne dit pas',
  notList: [
    'Que les montants sont justes : ils sont ceux que l’employeur a déposés.',
    'Que la personne qui vous l’envoie est celle dont le nom figure dessus : vérifiez son identité.',
    'Que la situation n’a pas changé depuis cette date.',
  ],
  technical: {
    sealedBy: 'Cachet apposé par',
    time: 'Horodatage',
    timeQualified: (time: string, by: string) => `${time}, heure qualifiée donnée par ${by}`,
    timeOwn: (time: string) => `${time}, heure donnée par notre propre horloge`,
    timeOwnBy: (time: string, by: string) => `${time}, heure donnée par notre propre horloge : ${by}`,
    level: 'Niveau du cachet',
    code: 'Premier contrôle en défaut',
    offline:
      'Le contrôle se fait aussi sans ce site, avec tout lecteur de PDF qui vérifie les signatures et le certificat de ce service.',
  },
  problems: {
    'verifier-busy': 'Beaucoup de fichiers sont vérifiés en ce moment. Réessayez dans une minute.',
    'verifier-unavailable':
      'La vérification est momentanément indisponible. Réessayez dans quelques minutes.',
    'body-too-slow': 'L’envoi a été trop lent. Réessayez avec une meilleure connexion.',
    'body-too-large':
      'Ce fichier est trop volumineux pour être un document de ce coffre-fort. Demandez le fichier d’origine.',
    'unsupported-media-type': 'Ce n’est pas un fichier PDF. Demandez à la personne le fichier d’origine.',
  } as Readonly<Record<string, string>>,
  problemTitle: 'La vérification n’a pas pu se faire',
  print: 'Imprimer ce résultat',
};
