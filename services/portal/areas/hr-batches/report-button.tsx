import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { Batch } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Button } from '../../ui/button';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { readFile } from '../agent/read-file';
import { saveFile } from '../agent/save-file';
import styles from './batches.module.css';
import { TEXT } from './text';

/** The report as a table of a spreadsheet. */
export function ReportButton({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).items;
  const api = useApi();
  const { employerId } = useEmployer();
  const save = useMutation({
    mutationFn: async () => {
      const response = await api.open(
        'GET /v1/employers/{employerId}/batches/{batchId}/report',
        { params: { employerId, batchId: batch.id } },
        { accept: 'text/csv' },
      );
      saveFile(await readFile(response, () => undefined), `rapport-${batch.period}-${batch.id}.csv`);
    },
  });
  return (
    <div className={styles.report}>
      <Button look="secondary" isPending={save.isPending} onPress={() => save.mutate()}>
        {!save.isPending && <Icon name="download" />}
        {text.reportCsv}
      </Button>
      {save.isError && <Failure error={save.error} />}
    </div>
  );
}
