import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { Outlet, useBlocker } from 'react-router';
import { useApi } from '../../api/api-context';
import { useText } from '../../i18n/language-context';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TEXT } from './text';
import { createUploads, type UploadState, type Uploads } from './uploads';

const UploadsContext = createContext<Uploads | null>(null);

/** Around the pages that know of uploads: going from one to the other ends none, leaving them asks first. */
export function UploadsLayout() {
  const api = useApi();
  const [uploads] = useState(() => createUploads(api));
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (uploads.busy()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
      uploads.stopAll();
    };
  }, [uploads]);
  return (
    <UploadsContext value={uploads}>
      <Outlet />
      <LeaveDialog uploads={uploads} />
    </UploadsContext>
  );
}

const KNOWS_UPLOADS = /^\/rh\/[^/]+\/(envoyer|lots)(\/|$)/;

function LeaveDialog({ uploads }: { readonly uploads: Uploads }) {
  const text = useText(TEXT).upload;
  const blocker = useBlocker(
    ({ nextLocation }) => uploads.busy() && !KNOWS_UPLOADS.test(nextLocation.pathname),
  );
  return (
    <Dialog
      open={blocker.state === 'blocked'}
      alert
      title={text.leaveTitle}
      onClose={() => blocker.reset?.()}
      actions={
        <>
          <Button look="secondary" onPress={() => blocker.proceed?.()}>
            {text.leave}
          </Button>
          <Button onPress={() => blocker.reset?.()}>{text.remain}</Button>
        </>
      }
    >
      <p>{text.leaveText}</p>
    </Dialog>
  );
}

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext);
  if (uploads === null) throw new Error('useUploads outside UploadsLayout');
  return uploads;
}

export function useUploadState(batchId: string): UploadState | null {
  const uploads = useUploads();
  return useSyncExternalStore(uploads.subscribe, () => uploads.stateOf(batchId));
}
