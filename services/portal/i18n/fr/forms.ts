/** What forms say of themselves, whatever they ask. */
export const forms = {
  allMissing: (count: number) => (count === 1 ? 'Il manque une réponse' : `Il manque ${count} réponses`),
  allWrong: (count: number) =>
    count === 1 ? 'Une réponse est à corriger' : `${count} réponses sont à corriger`,
  chooseOtherFile: 'Choisir un autre fichier',
};
