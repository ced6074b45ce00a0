import { useApi } from '@backstage/frontend-plugin-api';
import {
  formatApiVersion,
  isDnsLabel,
  SkeError,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useState } from 'react';
import { skeApiRef } from '../api';
import { placeCauses, type PageSchema, type PlacedCause } from '../form';
import { useAccess } from '../live';
import { useWords } from '../words';
import { useDebounced } from './useDebounced';

/** What is known of a name before the form is sent. */
export type NameState = 'unknown' | 'free' | 'taken';

/** What is known about name and namespace while the user types. */
export interface FieldChecks {
  readonly name: NameState;
  readonly hints: readonly PlacedCause[];
}

/** Checks whether the name is free, and whether the user may create in a namespace that was typed. The cluster decides when the form is sent. */
export function useFieldChecks(options: {
  api: PromiseApi;
  pages: readonly PageSchema[];
  name: string | undefined;
  namespace: string | undefined;
}): FieldChecks {
  const { api, pages } = options;
  const t = useWords();
  const name = useDebounced(options.name);
  const namespace = useDebounced(options.namespace);
  const state = useNameState(api, name, namespace);
  const isAllowed = useMayCreate(api, namespace);
  const isCurrent = name === options.name && namespace === options.namespace;
  const hints = useMemo(
    () =>
      placeCauses(pages, [
        ...(isCurrent && state === 'taken'
          ? [{ field: 'metadata.name', message: t('newRequest.name.taken') }]
          : []),
        ...(isCurrent && isAllowed === false
          ? [
              {
                field: 'metadata.namespace',
                message: t('newRequest.namespace.denied', { kind: api.kind }),
              },
            ]
          : []),
      ]),
    [pages, isCurrent, state, isAllowed, api.kind, t],
  );
  return { name: isCurrent ? state : 'unknown', hints };
}

function useNameState(
  api: PromiseApi,
  name: string | undefined,
  namespace: string | undefined,
): NameState {
  const client = useApi(skeApiRef);
  const apiVersion = formatApiVersion(api);
  const { kind } = api;
  const isComplete =
    isDnsLabel(name ?? '') &&
    (api.scope === 'Cluster' || isDnsLabel(namespace ?? ''));
  const key = JSON.stringify([apiVersion, kind, namespace, name]);
  const [known, setKnown] = useState<{ key: string; state: NameState }>();
  useEffect(() => {
    if (!isComplete) {
      return undefined;
    }
    const abort = new AbortController();
    client
      .getResource(
        { apiVersion, kind, ...(namespace && { namespace }), name: name! },
        { signal: abort.signal },
      )
      .then(
        () => setKnown({ key, state: 'taken' }),
        (error: unknown) => {
          const isFree = SkeError.is(error) && error.code === 'not-found';
          if (!abort.signal.aborted) {
            setKnown({ key, state: isFree ? 'free' : 'unknown' });
          }
        },
      );
    return () => abort.abort();
  }, [client, isComplete, key, apiVersion, kind, namespace, name]);
  return isComplete && known?.key === key ? known.state : 'unknown';
}

const NO_QUESTIONS: never[] = [];

function useMayCreate(
  api: PromiseApi,
  namespace: string | undefined,
): boolean | undefined {
  const isAsked = api.scope === 'Namespaced' && isDnsLabel(namespace ?? '');
  const { value } = useAccess(
    isAsked
      ? [
          {
            verb: 'create',
            apiVersion: formatApiVersion(api),
            kind: api.kind,
            namespace,
          },
        ]
      : NO_QUESTIONS,
  );
  return isAsked ? value?.[0]?.allowed : undefined;
}
