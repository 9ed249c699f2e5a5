import { useRef, useState } from 'react';
import type { Batch } from '../../api/schema';
import type { ChosenState } from './item-filter';
import { ItemsSection } from './items-section';
import { OutcomeCard } from './outcome-card';

/** How many documents became what, and the documents themselves: a number leads to its rows. */
export function BatchDocuments({ batch }: { readonly batch: Batch }) {
  const [chosen, setChosen] = useState<ChosenState>('all');
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <OutcomeCard
        batch={batch}
        onShow={(state) => {
          setChosen(state);
          heading.current?.focus();
        }}
      />
      <ItemsSection batch={batch} chosen={chosen} onChoose={setChosen} heading={heading} />
    </>
  );
}
