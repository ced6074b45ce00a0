import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { skeApiRef } from '../../api';

/** The names of the namespaces that the user may list, without Kubernetes' own namespaces and without namespaces that are being deleted. */
export function useListedNamespaces(): string[] {
  const api = useApi(skeApiRef);
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    api
      .listResources(
        { apiVersion: 'v1', kind: 'Namespace', limit: 500 },
        { signal: abort.signal },
      )
      .then(
        ({ items }) => setNames(items.flatMap(usableName).sort()),
        // Without proposals the user enters the name, which the cluster checks.
        () => {},
      );
    return () => abort.abort();
  }, [api]);
  return names;
}

function usableName({ metadata, status }: JsonObject): string[] {
  const { name } = metadata as { name: string };
  const { phase } = (status ?? {}) as { phase?: string };
  return phase === 'Terminating' || name.startsWith('kube-') ? [] : [name];
}
