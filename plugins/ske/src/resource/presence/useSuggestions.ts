import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useCollection, useCollections } from '../../live';
import { KRATIX_API } from '../../kratix';
import { asPromise } from '../request/usePromiseOf';
import { findNearKinds, findNearNames } from './nearNames';
import type { ObjectPresence } from '../../object/presence';

/** Finds the objects and kinds that the user may have meant. Only objects and kinds that the user may list are searched. */
export function useSuggestions(
  ref: ResourceRef,
  presence: ObjectPresence['type'],
): readonly ResourceRef[] {
  const { apiVersion, kind, namespace } = ref;
  const isMissing = presence === 'missing';
  const lists = useCollections(
    isMissing
      ? [
          { apiVersion, kind, namespace },
          { apiVersion, kind },
        ]
      : [],
  );
  const promises = useCollection(
    presence === 'unknown-kind'
      ? { apiVersion: KRATIX_API, kind: 'Promise' }
      : undefined,
  );
  return useMemo(() => {
    if (isMissing) {
      const others = lists.flatMap(({ items }) => items);
      return findNearNames(
        ref,
        others.map(({ metadata }) => metadata),
      );
    }
    return findNearKinds(
      ref,
      promises.items.map(each => asPromise(each)).filter(each => !!each),
    );
  }, [isMissing, ref, lists, promises]);
}
