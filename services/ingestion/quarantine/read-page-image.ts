import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { ObjectStoreError } from '../../../infra/ports/object-store';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../../directory/employer-records';
import { employerSubject } from '../../vaults/subjects';
import { DamagedEntryError } from '../archive/read-entry';
import { findBatch } from '../batches/find-batch';
import type { IngestionDeps } from '../deps';
import { IngestionError } from '../errors';
import { type FileLocation, isPages, readFile } from '../items/read-file';
import type { PageImageRequest, PageRenderer } from '../page-image/page-renderer';
import {
  deletePageObjects,
  findPageImage,
  type ImagePlace,
  imageKeyContext,
  type OpenableImage,
  recordPageImage,
} from '../page-image/stored-images';
import { openStagedReader } from '../staging/read-staged';
import { loadStagedUpload, type StagedUpload, stagedObjectKey } from '../staging/staged-parts';
import { type ItemPath, loadItem } from './load-item';

export interface PageImageDeps extends IngestionDeps {
  readonly renderer: PageRenderer;
}

interface PageSource {
  readonly place: ImagePlace;
  /** The file that holds the page, and which of the file it is. */
  readonly file: FileLocation;
  readonly page: number;
  readonly upload: StagedUpload;
  readonly stored: OpenableImage | null;
}

/**
 * A page of a quarantined item as a PNG: as it was sent, a NIR printed on it
 * included. Drawn once, then kept encrypted under a key of its own until its age
 * or the item's settlement. Journaled, each time, before the first byte leaves.
 *
 * @throws IngestionError `batch-not-found`, `item-not-found`, `item-not-quarantined`, `staging-gone`,
 *   `page-not-renderable`
 */
export async function readPageImage(
  deps: PageImageDeps,
  actor: Actor,
  path: ItemPath,
  request: PageImageRequest,
): Promise<Buffer> {
  const source = await deps.uow.run(actor, (tx) => findSource(tx, deps, path, request));
  const known = await openStored(deps, source);
  if (known !== null) {
    await deps.uow.run(actor, (tx) => noteRead(tx, deps, actor, path));
    return known;
  }
  const png = await drawPage(deps, source);
  const image = await storeImage(deps, source, png);
  const kept = await deps.uow.run(actor, async (tx) => {
    await noteRead(tx, deps, actor, path);
    return recordPageImage(tx, source.place, image);
  });
  if (!kept) await deletePageObjects(deps, [image]);
  return png;
}

async function findSource(
  tx: EntityManager,
  deps: PageImageDeps,
  path: ItemPath,
  { page, width }: PageImageRequest,
): Promise<PageSource> {
  const batch = await findBatch(tx, path.employerId, path.batchId);
  const item = await loadItem(tx, await openEmployerRecords(tx, deps, path.employerId), path);
  if (item.state !== 'quarantined') throw new IngestionError('item-not-quarantined');
  if (batch.wrappedStagingKey === null) throw new IngestionError('staging-gone');
  const place = { ...path, page, width };
  const stored = await findPageImage(tx, place);
  const upload = await loadStagedUpload(tx, deps, batch.id);
  if (!isPages(item.entry)) return { place, file: item.entry, page, upload, stored };
  const own = item.entry.pages[page - 1];
  if (own === undefined) throw new IngestionError('page-not-renderable');
  return { place, file: item.entry.of, page: own, upload, stored };
}

/** NULL where none is stored, or its time is over. */
async function openStored(
  deps: PageImageDeps,
  { place, upload, stored }: PageSource,
): Promise<Buffer | null> {
  const oldest = deps.clock.now().getTime() - deps.limits.pageImageMinutes * 60_000;
  if (stored === null || stored.drawnAt.getTime() <= oldest) return null;
  const key = deps.keys.unwrap('staging', stored.wrappedKey, imageKeyContext(stored.id, place.employerId));
  const { batchId, operatorId } = upload;
  try {
    const object = await deps.store.get('staging', stagedObjectKey(batchId, stored.id), stored.versionId);
    return deps.cipher.decrypt(key, { operatorId, containerId: batchId, objectId: stored.id }, object);
  } catch (error) {
    // The sweeper was here since we looked.
    if (error instanceof ObjectStoreError && error.code === 'not-found') return null;
    throw error;
  }
}

async function drawPage(
  deps: PageImageDeps,
  { place: { width }, file, page, upload }: PageSource,
): Promise<Buffer> {
  try {
    return await deps.renderer.render(() => readFile(openStagedReader(deps, upload), file), { page, width });
  } catch (error) {
    if (error instanceof DamagedEntryError) throw new IngestionError('page-not-renderable', { cause: error });
    throw error;
  }
}

/** Written before its row: a crash in between leaves ciphertext whose key nobody has. */
async function storeImage(
  deps: PageImageDeps,
  { place, upload }: PageSource,
  png: Buffer,
): Promise<OpenableImage> {
  const id = uuidv7();
  const { batchId, operatorId } = upload;
  const key = deps.cipher.newKey();
  const object = deps.cipher.encrypt(key, { operatorId, containerId: batchId, objectId: id }, png);
  const { versionId } = await deps.store.put('staging', stagedObjectKey(batchId, id), object);
  const wrappedKey = deps.keys.wrap('staging', key, imageKeyContext(id, place.employerId));
  return { id, batchId, versionId, wrappedKey, drawnAt: deps.clock.now() };
}

/** The item's row is held: whoever settles it meanwhile finds the image that follows, and destroys it. */
async function noteRead(tx: EntityManager, deps: PageImageDeps, actor: Actor, path: ItemPath): Promise<void> {
  const { employerId, batchId, itemId } = path;
  const still: unknown[] = await tx.query(
    `select 1 from item where id = $1 and state = 'quarantined' for share`,
    [itemId],
  );
  if (still.length === 0) throw new IngestionError('item-not-quarantined');
  await deps.journal.append(tx, actor, [
    {
      subject: employerSubject(employerId),
      employerId,
      owner: employerId,
      batch: batchId,
      item: itemId,
      action: 'item-page-read',
      outcome: 'done',
    },
  ]);
}
