import {
  formatApiVersion,
  isDnsLabel,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { placeCauses, type PageSchema, type PlacedCause } from '../form';
import { useAccess, useObject } from '../live';
import { readPresence } from '../object/presence';
import { useWords } from '../words';
import { useDebounced } from './useDebounced';

/** Whether a name is free, as far as this is known before the form is sent. */
export type NameState = 'unknown' | 'free' | 'taken';

/** What is known about name and namespace while the user types. */
export interface FieldChecks {
  readonly name: NameState;
  readonly hints: readonly PlacedCause[];
}

/** Checks whether the name is free, and whether the user may create in a namespace that was typed. The cluster checks both again when the form is sent. */
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
      placeCauses(
        pages,
        [
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
        ],
        {},
      ),
    [pages, isCurrent, state, isAllowed, api.kind, t],
  );
  return { name: isCurrent ? state : 'unknown', hints };
}

/**
 * Follows the object of this name in the live stream. A read of one object would get a 404 for each free name, which browsers report as an error.
 */
function useNameState(
  api: PromiseApi,
  name: string | undefined,
  namespace: string | undefined,
): NameState {
  const { kind, scope } = api;
  const apiVersion = formatApiVersion(api);
  const isComplete =
    isDnsLabel(name ?? '') &&
    (scope === 'Cluster' || isDnsLabel(namespace ?? ''));
  const ref = useMemo(
    () =>
      isComplete && name !== undefined
        ? { apiVersion, kind, ...(namespace && { namespace }), name }
        : undefined,
    [isComplete, apiVersion, kind, namespace, name],
  );
  const { type } = readPresence(useObject(ref));
  switch (type) {
    case 'present':
      return 'taken';
    case 'missing':
    case 'deleted':
      return ref ? 'free' : 'unknown';
    default:
      return 'unknown';
  }
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
