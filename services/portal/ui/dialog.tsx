import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** Called by Escape and a press outside. Without it the dialog stays until it is answered. */
  onClose?(): void;
  readonly wide?: boolean;
  /** A question that loses something if answered wrongly. */
  readonly alert?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Keeps the focus inside, and gives it back to where it was. */
export function Dialog({
  open,
  title,
  onClose,
  wide = false,
  alert = false,
  actions,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen={open}
      isDismissable={onClose !== undefined && !alert}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose?.();
      }}
    >
      <Modal className={cx(styles.window, wide && styles.wide)}>
        <AriaDialog className={styles.dialog} role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Buttons at the foot of a form in a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
