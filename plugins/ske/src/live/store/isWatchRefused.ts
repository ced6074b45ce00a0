import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';

/**
 * Whether the roles of the cluster refuse to follow items that can perhaps be read without a stream: items with a cursor have been listed, and one object can
 * be read without a list. Only a refusal by the roles has the cluster's own words.
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
