import { useMemo } from 'react';
import { useCreateRights, type CreateRight } from '../offers';
import { useNamespaces, type RequestKind } from '../requests';

/** Where the user may create a request. */
export interface NamespaceChoice {
  readonly isLoading: boolean;
  /** Absent if the namespaces are not known, so that the user types one. */
  readonly names?: readonly string[];
  /** Set if the user may create in none of the namespaces that the portal knows of. */
  readonly nowhere?: {
    /** How many namespaces were asked about. */
    readonly asked: number;
    /** There may be a namespace that the portal does not know of, or has not asked about. */
    readonly mayBeElsewhere: boolean;
  };
}

const NOTHING_CHOSEN: readonly string[] = [];

/**
 * Finds out in which namespaces the user may create a request.
 *
 * @param isNamespaced - whether a request is in a namespace
 */
export function useNamespaceChoice(
  kind: RequestKind,
  isNamespaced: boolean,
): NamespaceChoice {
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
      return {
        isLoading: right?.status === 'loading',
        ...readNowhere(right, isNamespaced),
      };
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
        return {
          isLoading: false,
          ...readNowhere(right, isNamespaced && right.asked < usable.length),
        };
    }
  }, [listed, right, isNamespaced]);
}

function readNowhere(
  right: CreateRight | undefined,
  mayBeElsewhere: boolean,
): Pick<NamespaceChoice, 'nowhere'> {
  return right?.status === 'nowhere'
    ? { nowhere: { asked: right.asked, mayBeElsewhere } }
    : {};
}
