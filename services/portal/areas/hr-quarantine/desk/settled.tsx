import { useEffect, useRef } from 'react';
import type { ItemDetail, QuarantinedItem } from '../../../api/schema';
import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { LinkButton } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { Row } from '../../../ui/page';
import { TEXT } from '../text';
import { addressOfItem } from '../use-waiting';

interface SettledProps {
  readonly detail: ItemDetail;
  readonly next: QuarantinedItem | null;
  /** The person was about to decide. */
  readonly overtaken: boolean;
}

/** Decided already: what became of it, and what is next. */
export function Settled({ detail, next, overtaken }: SettledProps) {
  const text = useText(TEXT).settled;
  const { employerId } = useEmployer();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (overtaken) box.current?.focus();
  }, [overtaken]);
  return (
    <>
      <Notice ref={box} tabIndex={-1} tone="info" title={text.title} announce="status">
        {overtaken && <p>{text.meanwhile}</p>}
        <p>{detail.settling ? text.settling : text.states[detail.item.state]}</p>
      </Notice>
      <Row>
        {next !== null && (
          <LinkButton look="primary" to={addressOfItem(employerId, next)}>
            {text.next}
          </LinkButton>
        )}
        <LinkButton to={`/rh/${employerId}/a-verifier`}>{text.list}</LinkButton>
      </Row>
    </>
  );
}
