import { useRouteError } from 'react-router';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import { Button } from '../ui/button';
import { Page } from '../ui/page';

/** Instead of a page that threw, or whose files did not arrive. */
export function CrashPage() {
  const text = useText(COMMON);
  // A file of a page that is not there: the network, or a newer version of the portal took its place.
  const stale = /dynamically imported module|module script|preload/i.test(messageOf(useRouteError()));
  return (
    <Page
      narrow
      title={stale ? text.staleTitle : text.crashTitle}
      lead={stale ? text.staleText : text.crashText}
    >
      <div>
        <Button onPress={() => location.reload()}>{text.reload}</Button>
      </div>
    </Page>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
