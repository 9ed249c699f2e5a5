import type { SameAs } from '../catalogue';
import type { forms as fr } from '../fr/forms';

export const forms: SameAs<typeof fr> = {
  allMissing: (count) => (count === 1 ? 'One answer is missing' : `${count} answers are missing`),
  allWrong: (count) => (count === 1 ? 'One answer needs correcting' : `${count} answers need correcting`),
  chooseOtherFile: 'Choose another file',
};
