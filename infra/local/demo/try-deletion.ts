import type { StoreConfig } from '../../config/sections';
import { ObjectStoreError } from '../../ports/object-store';
import { openStore } from '../../storage/open-store';

/** Tries to delete a pinned employer copy as the server's administrator. @returns what the server answered */
export async function tryDeletion(
  store: Extract<StoreConfig, { kind: 's3' }>,
): Promise<'locked' | 'deleted' | 'nothing-there'> {
  const objects = openStore(store, 15);
  for await (const { key, versionId } of objects.list('employer-vaults', 'employer/')) {
    try {
      await objects.deleteVersion('employer-vaults', key, versionId);
      return 'deleted';
    } catch (error) {
      if (error instanceof ObjectStoreError && error.code === 'locked') return 'locked';
      throw error;
    }
  }
  return 'nothing-there';
}
