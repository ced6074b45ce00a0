import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ContainerCause,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useEffect, useState } from 'react';
import { skeApiRef } from '../../api';

/** Enough to recognise an error. The whole log is one click away. */
const LINES = 5;

/** The last lines of the log of a container that failed. */
export interface LastLines {
  readonly lines: readonly string[];
}

/**
 * Reads the last lines of the log of a container, once for each attempt. Without a container, or where the log cannot be read, there are none: the
 * header links to the log, which says why.
 */
export function useLastLines(
  ref: ResourceRef,
  cause: ContainerCause | undefined,
): LastLines {
  const api = useApi(skeApiRef);
  const [read, setRead] = useState<{ key: string; lines: string[] }>();
  const key =
    cause?.hasLogs && cause.role === 'user'
      ? [cause.pod, cause.name, cause.attempt].join('/')
      : undefined;
  const { apiVersion, kind, namespace, name } = ref;
  const { pod, name: container } = cause ?? {};
  useEffect(() => {
    if (key === undefined || pod === undefined || container === undefined) {
      return undefined;
    }
    const abort = new AbortController();
    const query = { apiVersion, kind, namespace, name, pod, container };
    const collect = async () => {
      let text = '';
      const chunks = api.readLogs(
        { ...query, tailLines: LINES },
        { signal: abort.signal },
      );
      for await (const chunk of chunks) {
        text += chunk;
      }
      const lines = text.split('\n').filter(line => line.trim() !== '');
      setRead({ key, lines: lines.slice(-LINES) });
    };
    collect().catch(() => {
      // The tab of the pipelines explains why a log is gone or refused.
    });
    return () => abort.abort();
  }, [api, key, apiVersion, kind, namespace, name, pod, container]);
  // Lines that were read stay while the next attempt starts.
  return { lines: read && cause ? read.lines : [] };
}
