import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api/api-context';
import type { EmployerDocument } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Failure } from '../../../ui/failure';
import { useToast } from '../../../ui/toast';
import { TEXT } from '../text';

const DOCUMENT = 'GET /v1/employers/{employerId}/documents/{documentId}';
const SLIPS = 'GET /v1/employers/{employerId}/documents/{documentId}/slips';
const LIST = 'GET /v1/employers/{employerId}/documents';

interface ReplaceButtonProps {
  /** The one that is shown. */
  readonly document: EmployerDocument;
  /** An earlier one that it would replace. */
  readonly predecessor: EmployerDocument;
}

/** Says that the payslip shown replaces an earlier one, after saying what that means. */
export function ReplaceButton({ document, predecessor }: ReplaceButtonProps) {
  const text = useText(TEXT).slips;
  const formats = useFormats();
  const api = useApi();
  const toast = useToast();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const replace = useMutation({
    mutationFn: () =>
      api.call('POST /v1/employers/{employerId}/documents/{documentId}/corrects', {
        params: { employerId: document.employerId, documentId: document.id },
        body: { documentId: predecessor.id },
      }),
    onSuccess: () => {
      setAsked(false);
      toast(text.done);
      for (const operation of [DOCUMENT, SLIPS, LIST]) {
        void queries.invalidateQueries({ queryKey: [operation] });
      }
    },
  });
  return (
    <>
      <Button look="secondary" onPress={() => setAsked(true)}>
        {text.replace}
      </Button>
      <Dialog
        open={asked}
        alert
        title={text.question}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="secondary" onPress={() => setAsked(false)}>
              {text.keep}
            </Button>
            <Button look="danger" isPending={replace.isPending} onPress={() => replace.mutate()}>
              {text.confirm}
            </Button>
          </>
        }
      >
        <p>{text.meaning(formats.dateTime(predecessor.depositedAt))}</p>
        {replace.isError && <Failure error={replace.error} />}
      </Dialog>
    </>
  );
}
