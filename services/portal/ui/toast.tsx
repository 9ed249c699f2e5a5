import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { Icon } from './icon';
import styles from './toast.module.css';

const SHOWN_MS = 8_000;

interface Toast {
  readonly id: number;
  readonly message: string;
}

const ToastContext = createContext<((message: string) => void) | null>(null);

/** Says that something was done. Never an error: one that vanishes was never read. */
export function useToast(): (message: string) => void {
  const show = useContext(ToastContext);
  if (show === null) throw new Error('useToast outside ToastProvider');
  return show;
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const text = useText(COMMON);
  const last = useRef(0);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (message: string) => {
      last.current += 1;
      const id = last.current;
      setToasts((all) => [...all, { id, message }]);
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status">
        {toasts.map(({ id, message }) => (
          <div key={id} className={styles.toast}>
            <span>{message}</span>
            <AriaButton className={styles.close ?? ''} aria-label={text.close} onPress={() => dismiss(id)}>
              <Icon name="cross" />
            </AriaButton>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
