import { useMemo } from 'react';
import { useCreateRights } from '../offers';
import { useNamespaces, type RequestKind } from '../requests';

/** Where the user may create a request. */
export interface NamespaceChoice {
  readonly isLoading: boolean;
  /** Absent if the namespaces are not known, so that the user types one. */
  readonly names?: readonly string[];
}

const NOTHING_CHOSEN: readonly string[] = [];

/** Finds out in which namespaces the user may create a request. */
export function useNamespaceChoice(kind: RequestKind): NamespaceChoice {
  const kinds = useMemo(() => [kind], [kind]);
  const right = useCreateRights(kinds).get(kind.id);
  const { listed } = useNamespaces({
    isNeeded: true,
    chosen: NOTHING_CHOSEN,
  });
  return useMemo(() => {
    const isUnlisted = listed.status === 'refused';
    const isListed = listed.asOf !== undefined && listed.items.length > 0;
    if (isUnlisted) {
      return { isLoading: false };
    }
    if (!right || right.status === 'loading' || !isListed) {
      return { isLoading: listed.status !== 'signed-out' };
    }
    const usable = listed.items
      .filter(
        ({ metadata, status }) =>
          status?.phase !== 'Terminating' && !metadata.name.startsWith('kube-'),
      )
      .map(({ metadata }) => metadata.name)
      .sort();
    switch (right.status) {
      case 'everywhere':
        return { isLoading: false, names: usable };
      case 'namespaces':
        return { isLoading: false, names: [...right.namespaces].sort() };
      default:
        return { isLoading: false };
    }
  }, [listed, right]);
}
