import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../../api/api-context';
import type { ItemDetail } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { cx } from '../../../ui/cx';
import { Failure } from '../../../ui/failure';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { TEXT } from '../text';
import styles from './page-images.module.css';
import type { ItemPath } from './use-item';

const OPERATION = 'GET /v1/employers/{employerId}/batches/{batchId}/items/{itemId}/page.png';
/** Pixels: sharp at the largest size, and one reading for the journal whatever the size. */
const WIDTH = 1800;
const STEP = 3;
const SHOWN_MS = 10 * 60_000;
const ZOOMS = [
  { share: 1, className: styles.fit },
  { share: 1.5, className: styles.half },
  { share: 2, className: styles.double },
  { share: 3, className: styles.triple },
] as const;

/** The pages as they were sent, large enough to read; never kept, and not for long on the screen. */
export function PageImages({ path, detail }: { readonly path: ItemPath; readonly detail: ItemDetail }) {
  const text = useText(TEXT).page;
  const formats = useFormats();
  const { role } = useEmployer();
  const [shown, setShown] = useState(STEP);
  const [zoom, setZoom] = useState(0);
  // Of a file that could not be read nobody knows how many pages it has: the first is tried.
  const total = Math.max(detail.pageCount, 1);
  const visible = Math.min(shown, total);
  const { share, className } = ZOOMS[zoom] ?? ZOOMS[0];
  if (detail.contentGone) {
    return (
      <Notice tone="warning" title={text.goneTitle}>
        <p>{text.gone}</p>
        {role === 'hr' && <p>{text.sendAgain}</p>}
      </Notice>
    );
  }
  return (
    <div className={styles.viewer}>
      <div className={styles.tools}>
        <Button look="secondary" isDisabled={zoom === 0} onPress={() => setZoom(zoom - 1)}>
          {text.smaller}
        </Button>
        <Button look="secondary" isDisabled={zoom === ZOOMS.length - 1} onPress={() => setZoom(larger(zoom))}>
          {text.larger}
        </Button>
        <span role="status">{text.zoom(formats.percent(share))}</span>
        {total > 1 && <span>{text.scroll(total)}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={text.region} tabIndex={0}>
        <div className={cx(styles.pages, className)}>
          {Array.from({ length: visible }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its number
            <PageImage key={index} path={path} page={index + 1} total={total} />
          ))}
        </div>
      </section>
      {visible < total && (
        <div>
          <Button look="secondary" onPress={() => setShown(visible + STEP)}>
            {text.more(Math.min(STEP, total - visible))}
          </Button>
        </div>
      )}
      <p className={styles.quiet}>{text.notKept}</p>
    </div>
  );
}

/** On a phone half as large again is still too small to read. */
function larger(zoom: number): number {
  const step = matchMedia('(max-width: 45rem)').matches ? 2 : 1;
  return Math.min(zoom + step, ZOOMS.length - 1);
}

interface PageImageProps {
  readonly path: ItemPath;
  readonly page: number;
  readonly total: number;
}

function PageImage({ path, page, total }: PageImageProps) {
  const text = useText(TEXT).page;
  const image = usePageImage(path, page);
  const address = useAddress(image.data);
  if (image.expired) {
    return (
      <Notice tone="info" title={text.expiredTitle} announce="status">
        <p>{text.expired}</p>
        <div>
          <Button look="secondary" onPress={image.again}>
            {text.again}
          </Button>
        </div>
      </Notice>
    );
  }
  if (image.isError) {
    return <Failure title={text.failedTitle} error={image.error} onRetry={image.again} />;
  }
  if (address === null) {
    return (
      <div className={styles.waiting}>
        <Skeleton lines={12} />
      </div>
    );
  }
  return (
    <figure className={styles.page}>
      <img src={address} alt={text.of(page, total)} />
      {total > 1 && (
        <figcaption aria-hidden="true" className={styles.quiet}>
          {text.number(page, total)}
        </figcaption>
      )}
    </figure>
  );
}

/** Read once per showing: neither kept after the page is left, nor read again behind the reader's back. */
function usePageImage(path: ItemPath, page: number) {
  const api = useApi();
  const queries = useQueryClient();
  const [expired, setExpired] = useState(false);
  const queryKey = [OPERATION, { ...path, page }];
  const { data, error, isError, dataUpdatedAt, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const response = await api.open(
        OPERATION,
        { params: { ...path }, query: { page, width: WIDTH } },
        { signal, accept: 'image/png, application/problem+json' },
      );
      return response.blob();
    },
    enabled: !expired,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  useEffect(() => {
    if (dataUpdatedAt === 0) return;
    const timer = setTimeout(() => setExpired(true), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [dataUpdatedAt]);
  const again = () => {
    if (!expired) return void refetch();
    queries.removeQueries({ queryKey });
    setExpired(false);
  };
  return { data: expired ? undefined : data, error, isError, expired, again };
}

/** An address of the bytes for `img`, for as long as they are shown. */
function useAddress(bytes: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === undefined) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => {
      setAddress(null);
      URL.revokeObjectURL(made);
    };
  }, [bytes]);
  return address;
}
