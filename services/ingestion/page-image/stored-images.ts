import type { EntityManager } from 'typeorm';
import type { WrapContext } from '../../../infra/ports/key-ring';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import { type IngestionDeps, SYSTEM } from '../deps';
import { stagedObjectKey } from '../staging/staged-parts';

/** An encrypted image in the staging bucket. */
export interface StoredImage {
  readonly id: string;
  readonly batchId: string;
  readonly versionId: string;
}

/** An image that can still be opened. */
export interface OpenableImage extends StoredImage {
  readonly wrappedKey: Buffer;
  readonly drawnAt: Date;
}

export interface ImagePlace {
  readonly employerId: string;
  readonly batchId: string;
  readonly itemId: string;
  readonly page: number;
  readonly width: number;
}

/** Images per round: the sweeper comes again. */
const ROUND_SIZE = 100;

export async function findPageImage(
  tx: EntityManager,
  { itemId, page, width }: ImagePlace,
): Promise<OpenableImage | null> {
  const [row]: OpenableImage[] = await tx.query(
    `select id, batch_id as "batchId", version_id as "versionId", wrapped_key as "wrappedKey",
       drawn_at as "drawnAt"
     from page_image where item_id = $1 and page = $2 and width = $3`,
    [itemId, page, width],
  );
  return row ?? null;
}

/** Of two that were drawn at once the first is kept: false for the other. */
export async function recordPageImage(
  tx: EntityManager,
  place: ImagePlace,
  image: OpenableImage,
): Promise<boolean> {
  const kept: unknown[] = await tx.query(
    `insert into page_image (id, item_id, batch_id, employer_id, page, width, version_id, wrapped_key, drawn_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (item_id, page, width) do nothing returning id`,
    [
      image.id,
      place.itemId,
      place.batchId,
      place.employerId,
      place.page,
      place.width,
      image.versionId,
      image.wrappedKey,
      image.drawnAt,
    ],
  );
  return kept.length === 1;
}

/** Destroys the keys of all images of these items: from the commit on nobody can open them. */
export async function forgetPageImages(
  tx: EntityManager,
  itemIds: readonly string[],
): Promise<StoredImage[]> {
  return tx.query(
    `with gone as (delete from page_image where item_id = any ($1::uuid[])
       returning id, batch_id as "batchId", version_id as "versionId") select * from gone`,
    [itemIds],
  );
}

/**
 * Removes what no key opens any more. Whatever of it fails stays ciphertext among
 * the batch's staged parts, and goes with them.
 */
export async function deletePageObjects(
  deps: Pick<IngestionDeps, 'store' | 'logger'>,
  images: readonly StoredImage[],
): Promise<void> {
  for (const { id, batchId, versionId } of images) {
    try {
      await deps.store.deleteVersion('staging', stagedObjectKey(batchId, id), versionId);
    } catch (error) {
      if (!(error instanceof ObjectStoreError)) throw error;
      deps.logger.warn({ error, batchId }, 'page image without a key not removed');
    }
  }
}

/** Destroys images at their age: first the keys, then the objects. */
export async function discardPageImages(
  deps: Pick<IngestionDeps, 'uow' | 'clock' | 'store' | 'logger' | 'limits'>,
): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - deps.limits.pageImageMinutes * 60_000);
  const images = await deps.uow.run(
    SYSTEM,
    (tx): Promise<StoredImage[]> =>
      tx.query(
        `with gone as (delete from page_image where id in (
             select id from page_image where drawn_at <= $1 order by drawn_at limit $2)
           returning id, batch_id as "batchId", version_id as "versionId") select * from gone`,
        [before, ROUND_SIZE],
      ),
  );
  await deletePageObjects(deps, images);
}

/** An image's key moved to another row or another employer does not unwrap. */
export function imageKeyContext(id: string, employerId: string): WrapContext {
  return { kind: 'page-image', id, owner: employerId };
}
