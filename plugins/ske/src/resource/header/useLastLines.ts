import type {
  ContainerCause,
  ResourceRef,
  SkeErrorCode,
} from '@kratix-portal/plugin-ske-common';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { useLiveApi, useRead, type LiveApi } from '../../live';

/** Five lines are enough to recognise an error. The whole log is one click away. */
const LINES = 5;

/** Errors for which a retry does not help. */
const LASTING: readonly SkeErrorCode[] = ['logs-gone', 'not-found'];

/** The last lines of the log of a container that failed. */
export interface LastLines {
  readonly lines: readonly string[];
}

const NONE: LastLines = { lines: [] };

/**
 * Reads the last lines of the log of a container, once for each attempt. Without a container, or if the log cannot be read, there are no lines: the
 * header links to the log, which says why. A read that failed is repeated, as for all live data.
 */
export function useLastLines(
  ref: ResourceRef,
  cause: ContainerCause | undefined,
): LastLines {
  const { calls } = useLiveApi();
  const isRead = cause?.hasLogs && cause.role === 'user';
  const container = isRead ? containerKey(ref, cause) : undefined;
  const { value } = useRead({
    key: isRead ? `last lines ${container} ${cause.attempt}` : undefined,
    read: () => ({
      read: signal => readLastLines(calls, { ref, cause: cause!, signal }),
    }),
  });
  const [last, setLast] = useState<{ container?: string; read: LastLines }>();
  if (value && last?.read !== value) {
    setLast({ container, read: value });
  }
  // Lines that were read are kept while the next attempt of the same container starts.
  return container !== undefined && last?.container === container
    ? last.read
    : NONE;
}

function containerKey(
  { apiVersion, kind, namespace, name }: ResourceRef,
  cause: ContainerCause,
): string {
  return JSON.stringify([
    [apiVersion, kind, namespace, name],
    cause.pod,
    cause.name,
  ]);
}

async function readLastLines(
  calls: Pick<LiveApi['calls'], 'readLogs'>,
  options: { ref: ResourceRef; cause: ContainerCause; signal: AbortSignal },
): Promise<LastLines> {
  const { ref, cause, signal } = options;
  const { apiVersion, kind, namespace, name } = ref;
  const { pod, name: container } = cause;
  let text = '';
  try {
    const query = { apiVersion, kind, namespace, name, pod, container };
    const log = calls.readLogs({ ...query, tailLines: LINES }, { signal });
    for await (const chunk of log) {
      text += chunk;
    }
  } catch (error) {
    if (SkeError.is(error) && LASTING.includes(error.code)) {
      return NONE;
    }
    throw error;
  }
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return { lines: lines.slice(-LINES) };
}
