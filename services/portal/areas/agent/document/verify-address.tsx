import { useRef } from 'react';
import { useApiQuery } from '../../../api/api-context';
import { useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { useToast } from '../../../ui/toast';
import { TEXT } from '../text';
import styles from './document.module.css';

/** What a bank needs beside the file. Until the API says where, it is this portal's own page. */
export function VerifyAddress() {
  const text = useText(TEXT).document;
  const toast = useToast();
  const { data } = useApiQuery('GET /v1/portal', {}, { staleTime: Number.POSITIVE_INFINITY });
  const address = data?.verifyUrl ?? `${location.origin}/verifier`;
  const box = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast(text.copied);
    } catch {
      // Browsers give the clipboard only over TLS, and only where it is allowed: the person copies by hand.
      if (box.current !== null) getSelection()?.selectAllChildren(box.current);
      toast(text.notCopied);
    }
  };
  return (
    <div className={styles.address}>
      <p>
        <span className={styles.quiet}>{text.address}</span>
        <br />
        <bdi ref={box} className={styles.addressText}>
          {address}
        </bdi>
      </p>
      <Button look="secondary" wide onPress={() => void copy()}>
        {text.copy}
      </Button>
    </div>
  );
}
