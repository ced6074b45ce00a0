import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';

/**
 * Whether the roles of the cluster refuse to watch items that can perhaps still be read: items with a cursor have been listed, and one object can be read
 * without a list. Only a refusal by the roles contains the cluster's own message.
 */
export function isWatchRefused(
  { cursor, query }: Pick<Collection, 'cursor' | 'query'>,
  error: SkeError,
): boolean {
  return (
    error.code === 'forbidden' &&
    error.detail !== undefined &&
    // The portal lets pages follow Pods, and not list them.
    query.kind !== 'Pod' &&
    (cursor !== undefined || query.name !== undefined)
  );
}
