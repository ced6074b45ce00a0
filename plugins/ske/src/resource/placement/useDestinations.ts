import {
  readDestinationState,
  type DestinationState,
  type ObjectState,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useCollection, type LiveCollection } from '../../live';
import { textAt } from '../../values';
import { KRATIX_API } from '../../kratix';

/** A place that Kratix writes to. */
export interface ShownDestination {
  readonly name: string;
  readonly state: ObjectState<DestinationState>;
  /** The folder in the state store. */
  readonly path?: string;
  /** Such as `BucketStateStore default`. */
  readonly store?: string;
}

/** The Destinations by name. Few users may list them, and the rest of the page does not need them. */
export interface UsedDestinations {
  readonly byName: ReadonlyMap<string, ShownDestination>;
  readonly list: LiveCollection;
}

/** Follows the Destinations. */
export function useDestinations(): UsedDestinations {
  const list = useCollection({ apiVersion: KRATIX_API, kind: 'Destination' });
  const byName = useMemo(
    () =>
      new Map(
        list.items.map(item => {
          const { name } = item.metadata;
          const path = textAt(item, 'spec', 'path');
          const store = [
            textAt(item, 'spec', 'stateStoreRef', 'kind'),
            textAt(item, 'spec', 'stateStoreRef', 'name'),
          ]
            .filter(Boolean)
            .join(' ');
          return [
            name,
            {
              name,
              state: readDestinationState(item),
              ...(path !== undefined && { path }),
              ...(store !== '' && { store }),
            },
          ];
        }),
      ),
    [list.items],
  );
  return { byName, list };
}
