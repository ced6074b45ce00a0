import { useCallback, useMemo } from 'react';
import { isDnsLabel } from '@kratix-portal/plugin-ske-common';
import { useCollection, type LiveCollection } from '../../live';
import { rankNamespaces } from '../plan';
import { readTexts, useRemembered } from '../../remembered';

const NAMESPACES = { apiVersion: 'v1', kind: 'Namespace' };

/** Only the last namespaces that the user added are kept, so that the list does not grow for ever. */
const MOST_REMEMBERED = 20;

/** The namespaces that the portal knows of, for a user who may not list requests in all of them. */
export interface KnownNamespaces {
  /** First the namespaces of the filter, then those that the user added, then all others. */
  readonly names: readonly string[];
  /** The namespaces that the user added. */
  readonly added: readonly string[];
  /** The namespaces of the cluster, which the user may not be allowed to list. */
  readonly listed: LiveCollection;
  /** Whether the namespaces of the cluster, or those that the user added, are still being read. */
  readonly isLoading: boolean;
  add(namespace: string): void;
  remove(namespace: string): void;
}

/**
 * Collects the namespaces that the portal knows of.
 *
 * @param isNeeded - whether to list the namespaces of the cluster
 * @param chosen - the namespaces in the filter, which a link may name
 */
export function useNamespaces(options: {
  isNeeded: boolean;
  chosen: readonly string[];
}): KnownNamespaces {
  const { isNeeded, chosen } = options;
  const listed = useCollection(isNeeded ? NAMESPACES : undefined);
  const [added, setAdded, isKnown] = useRemembered('namespaces', readTexts);
  const add = useCallback(
    (namespace: string) => {
      if (isDnsLabel(namespace)) {
        const others = added.filter(each => each !== namespace);
        setAdded([namespace, ...others].slice(0, MOST_REMEMBERED));
      }
    },
    [added, setAdded],
  );
  const remove = useCallback(
    (namespace: string) => {
      setAdded(added.filter(each => each !== namespace));
    },
    [added, setAdded],
  );
  const names = useMemo(
    () =>
      rankNamespaces({
        chosen,
        remembered: added,
        listed: listed.items.map(({ metadata }) => metadata.name),
      }),
    [chosen, added, listed.items],
  );
  const isLoading = isNeeded && (!isKnown || listed.status === 'loading');
  return useMemo(
    () => ({ names, added, listed, isLoading, add, remove }),
    [names, added, listed, isLoading, add, remove],
  );
}
