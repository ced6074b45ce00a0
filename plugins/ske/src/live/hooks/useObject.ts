import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import type { LiveCollection, LiveObject } from '../objects/types';
import { useCollection } from './useCollection';

/** Follows one object. */
export function useObject(ref: ResourceRef | undefined): LiveObject {
  const collection = useCollection(ref);
  return useMemo(() => toLiveObject(collection), [collection]);
}

/** The one object of a collection that selects by name. */
export function toLiveObject(collection: LiveCollection): LiveObject {
  const { items, deleted, status, asOf, error } = collection;
  const object = items.at(-1);
  const lastDeleted = [...deleted.values()].at(-1);
  return {
    status,
    ...(object && { object }),
    ...(!object && lastDeleted && { deleted: lastDeleted }),
    ...(asOf !== undefined && { asOf }),
    ...(error && { error }),
  };
}
