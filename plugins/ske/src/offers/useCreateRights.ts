import type { AccessQuestion } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  MOST_QUESTIONS,
  useAnswers,
  useNamespaces,
  type RequestKind,
} from '../requests';
import {
  isDeniedForKind,
  readCreateRight,
  type CreateRight,
} from './CreateRight';

const NOTHING_CHOSEN: readonly string[] = [];

/**
 * Finds out where the user may request something: first for all namespaces, then, only for the kinds where the user may not, for each namespace
 * that the portal knows of.
 *
 * @param revision - changes with the Promises of the kinds, so that a kind is found soon after Kratix has installed it
 * @returns the right by `RequestKind.id`
 */
export function useCreateRights(
  kinds: readonly RequestKind[],
  revision?: string,
): ReadonlyMap<string, CreateRight> {
  const wide = useAnswers(
    useMemo(() => kinds.map(kind => mayCreate(kind)), [kinds]),
    revision,
  );
  const denied = useMemo(
    () =>
      kinds.filter(kind => {
        const answer = wide.find(mayCreate(kind));
        return answer?.allowed === false && !isDeniedForKind(answer);
      }),
    [kinds, wide],
  );
  const { names, isLoading: isListing } = useNamespaces({
    isNeeded: denied.length > 0,
    chosen: NOTHING_CHOSEN,
  });
  const namespaces = useMemo(
    () => names.slice(0, Math.floor(MOST_QUESTIONS / (denied.length || 1))),
    [names, denied],
  );
  const narrow = useAnswers(
    useMemo(
      () =>
        denied.flatMap(kind =>
          namespaces.map(namespace => mayCreate(kind, namespace)),
        ),
      [denied, namespaces],
    ),
  );
  return useMemo(
    () =>
      new Map(
        kinds.map(kind => [
          kind.id,
          readCreateRight({
            everywhere: wide.find(mayCreate(kind)),
            inNamespaces: namespaces.map(namespace => ({
              namespace,
              answer: narrow.find(mayCreate(kind, namespace)),
            })),
            isLoading: isListing || narrow.isLoading,
            hasFailed: Boolean(wide.error ?? narrow.error),
          }),
        ]),
      ),
    [kinds, namespaces, wide, narrow, isListing],
  );
}

function mayCreate(
  { apiVersion, kind }: Pick<RequestKind, 'apiVersion' | 'kind'>,
  namespace?: string,
): AccessQuestion {
  return {
    verb: 'create',
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
  };
}
