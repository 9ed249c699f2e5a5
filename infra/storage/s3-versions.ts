import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ObjectStoreError, type StoredVersion } from '../ports/object-store';
import { callWithin } from './s3-call';

/**
 * All versions under a prefix: keys in byte order, versions of a key oldest
 * first (S3 lists them newest first). Delete markers are no versions. Holds the
 * versions of one page and of one key.
 */
export async function* listVersions(
  client: S3Client,
  deadlineMs: number,
  bucket: string,
  prefix: string,
): AsyncGenerator<StoredVersion> {
  let ofOneKey: StoredVersion[] = [];
  for await (const version of newestFirst(client, deadlineMs, bucket, prefix)) {
    if (ofOneKey[0] !== undefined && ofOneKey[0].key !== version.key) {
      yield* ofOneKey.reverse();
      ofOneKey = [];
    }
    ofOneKey.push(version);
  }
  yield* ofOneKey.reverse();
}

async function* newestFirst(
  client: S3Client,
  deadlineMs: number,
  bucket: string,
  prefix: string,
): AsyncGenerator<StoredVersion> {
  let position: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  for (;;) {
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = position;
    const command = new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: prefix,
      KeyMarker,
      VersionIdMarker,
    });
    const page = await callWithin(deadlineMs, (abortSignal) => client.send(command, { abortSignal }));
    for (const { Key: key, VersionId: versionId, Size: size } of page.Versions ?? []) {
      if (key === undefined || versionId === undefined || size === undefined) {
        throw new ObjectStoreError('storage-unavailable');
      }
      yield { key, versionId, size };
    }
    if (page.IsTruncated !== true) return;
    // A page that does not advance would be read for ever.
    if (page.NextKeyMarker === undefined) throw new ObjectStoreError('storage-unavailable');
    position = page;
  }
}
