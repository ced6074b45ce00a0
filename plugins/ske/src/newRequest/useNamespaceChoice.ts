import { useMemo } from 'react';
import { useCreateRights, type CreateRight } from '../offers';
import { useNamespaces, type RequestKind } from '../requests';

/** Where the user may create a request. */
export interface NamespaceChoice {
  readonly isLoading: boolean;
  /** Absent if the namespaces are not known, so that the user types one. */
  readonly names?: readonly string[];
  /** Proposals, if there are no `names`: there are too many namespaces to ask about all, so the user can also type another namespace. */
  readonly proposed?: readonly string[];
  /** Set if the user may create in none of the namespaces that the portal knows of. */
  readonly nowhere?: {
    /** The number of namespaces in which the portal has checked the right. */
    readonly asked: number;
    /** Whether there may be a namespace that the portal does not know, or has not checked. */
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
      case 'namespaces': {
        const names = [...right.namespaces].sort();
        return {
          isLoading: false,
          ...(right.unasked > 0 ? { proposed: names } : { names }),
        };
      }
      default:
        return {
          isLoading: false,
          ...readNowhere(right, isNamespaced && right.unasked > 0),
        };
    }
  }, [listed, right, isNamespaced]);
}

function readNowhere(
  right: CreateRight | undefined,
  mayBeElsewhere: boolean,
): Pick<NamespaceChoice, 'nowhere'> {
  const isSearched =
    right?.status === 'nowhere' ||
    (right?.status === 'unknown' && right.unasked > 0);
  return isSearched ? { nowhere: { asked: right.asked, mayBeElsewhere } } : {};
}
