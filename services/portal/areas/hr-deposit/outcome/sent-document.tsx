import { useLocation } from 'react-router';
import type { Item, ItemDetail } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Card, Facts } from '../../../ui/card';
import { Loaded } from '../../../ui/failure';
import { PersonName, SafeText } from '../../../ui/safe-text';
import { Skeleton } from '../../../ui/skeleton';
import { useItem } from '../../hr-quarantine/desk/use-item';
import { isDocumentType, isPeriod } from '../../hr-quarantine/read-claim';
import { TEXT } from '../text';
import { fileNameOf } from './file-name';

interface SentDocumentProps {
  readonly employerId: string;
  readonly batchId: string;
  readonly item: Item;
}

/** Which document this page speaks of, and for whom: nobody has to remember what they have just sent. */
export function SentDocument({ employerId, batchId, item }: SentDocumentProps) {
  const text = useText(TEXT).outcome.sent;
  const query = useItem({ employerId, batchId, itemId: item.item });
  return (
    <Card title={text.title}>
      <Loaded query={query} skeleton={<Skeleton lines={4} />}>
        {({ claim }) => <SentFacts item={item} claim={claim} />}
      </Loaded>
    </Card>
  );
}

interface SentFactsProps {
  readonly item: Item;
  readonly claim: ItemDetail['claim'];
}

function SentFacts({ item, claim }: SentFactsProps) {
  const { types, outcome } = useText(TEXT);
  const text = outcome.sent;
  const formats = useFormats();
  const { state } = useLocation();
  const fileName = fileNameOf(state);
  const { type, period, title } = claim;
  const agent = agentOf(item, claim);
  return (
    <Facts
      facts={[
        ...(type !== null && isDocumentType(type) ? [{ name: text.type, value: types[type].label }] : []),
        ...(period !== null && isPeriod(period) ? [{ name: text.month, value: formats.month(period) }] : []),
        ...(title === null ? [] : [{ name: text.named, value: <SafeText>{title}</SafeText> }]),
        {
          name: agent.reached ? text.agent : text.chosenAgent,
          value: (
            <>
              <PersonName of={agent} />, <SafeText>{text.number(agent.payrollNumber)}</SafeText>
            </>
          ),
        },
        ...(fileName === null ? [] : [{ name: text.file, value: <SafeText>{fileName}</SafeText> }]),
      ]}
    />
  );
}

/** Whom it reached; as long as it has reached nobody, who was chosen. A decision may have named somebody else. */
function agentOf({ state, familyName, payrollNumber }: Item, claim: ItemDetail['claim']) {
  const reached = state === 'deposited' || state === 'duplicate' || state === 'to-print';
  const other = reached && payrollNumber !== '' && payrollNumber !== claim.payrollNumber;
  return other
    ? { reached, familyName, givenName: null, payrollNumber }
    : {
        reached,
        familyName: claim.familyName ?? familyName,
        givenName: claim.givenName,
        payrollNumber: claim.payrollNumber ?? payrollNumber,
      };
}
