import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { now } from '../../../clock';
import { useText } from '../../../i18n/language-context';
import { readFile } from '../../agent/read-file';
import { saveFile } from '../../agent/save-file';
import { wallTimeOf } from '../../hr-batches/paris-time';
import { TEXT } from '../text';

/** Of one file; the API says the same. */
export const MOST_LETTERS = 500;

/** Read at once, so that a small employer's number of letters is known before they are made. */
export const MOST_COUNTED = 200;

/** To whom: everybody who has not activated, or these. */
export type Addressees = 'all' | readonly string[];

/** The PDF as it came, this once: it is kept on this page alone. */
export interface Letters {
  readonly file: Blob;
  readonly fileName: string;
}

/** Makes new codes and their letters, and saves them at once: nobody can ask for the same again. */
export function useLetters(employerId: string) {
  const api = useApi();
  const text = useText(TEXT).post;
  return useMutation({
    mutationFn: async (to: Addressees): Promise<Letters> => {
      const body = to === 'all' ? ({ onlyNotActivated: true } as const) : { agentIds: to };
      const response = await api.open(
        'POST /v1/employers/{employerId}/agents/letters',
        { params: { employerId }, body },
        { accept: 'application/pdf' },
      );
      const file = await readFile(response, () => undefined);
      const fileName = text.fileName(wallTimeOf(now()).day);
      saveFile(file, fileName);
      return { file, fileName };
    },
  });
}
