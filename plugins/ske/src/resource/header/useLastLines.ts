import type {
  CauseChain,
  ContainerCause,
  ResourceRef,
  SkeErrorCode,
} from '@kratix-portal/plugin-ske-common';
import { failedAttemptLog, SkeError } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { useLiveApi, useRead, type LiveApi } from '../../live';
// Not from the folder's index, which is loaded only when a log is opened.
import { collectLastLines } from '../../logs/collectLastLines';

/** Five lines are enough to recognise an error. The whole log is one click away. */
const LINES = 5;

/** Errors for which a retry does not help. */
const LASTING: readonly SkeErrorCode[] = ['logs-gone', 'not-found'];

/** The last lines of the log of a container that failed. */
export interface LastLines {
  readonly lines: readonly string[];
  /** Whether Kubernetes has removed the log. */
  readonly isGone?: boolean;
}

const NONE: LastLines = { lines: [] };

/** The lines that are shown, and what they belong to. */
interface Kept {
  readonly run: string | undefined;
  readonly container: string | undefined;
  readonly read: LastLines;
}

/**
 * Reads the last lines of the log of a container, after each attempt that has failed and when the next attempt starts. Without a container, or if the log cannot be read, there are no
 * lines: the header links to the log, which says why. A read that failed is repeated, as for all live data.
 *
 * The lines stay when Kubernetes removes the Pod of the run, which is what Kubernetes does when the run has finally failed.
 */
export function useLastLines(ref: ResourceRef, cause: CauseChain): LastLines {
  const { run, container: found } = cause;
  const { calls } = useLiveApi();
  const isRead = found?.hasLogs && found.role === 'user';
  const container = isRead ? containerKey(ref, found) : undefined;
  const { value } = useRead({
    key: isRead ? `last lines ${container} ${attemptKey(found)}` : undefined,
    read: () => ({
      read: signal => readLastLines(calls, { ref, container: found!, signal }),
    }),
  });
  const [kept, setKept] = useState<Kept>();
  const isSameRun = run !== undefined && kept?.run === run.uid;
  // The lines of an attempt also stay while the next attempt of the same container is read.
  const isKept =
    isSameRun && (found ? kept.container === container : run.podsGone);
  const before = isKept ? kept.read : NONE;
  const shown = value && !value.isGone ? value : before;
  if ((kept?.read ?? NONE) !== shown) {
    setKept({ run: run?.uid, container, read: shown });
  }
  return shown;
}

function containerKey(
  { apiVersion, kind, namespace, name }: ResourceRef,
  container: ContainerCause,
): string {
  return JSON.stringify([
    [apiVersion, kind, namespace, name],
    container.pod,
    container.name,
  ]);
}

/** The attempt that has failed. While the next attempt runs, this is the attempt before it, whose log is the previous one. */
function attemptKey({ attempt, state, finishedAt }: ContainerCause): string {
  return [attempt, state === 'running', finishedAt].join(' ');
}

async function readLastLines(
  calls: Pick<LiveApi['calls'], 'readLogs'>,
  options: {
    ref: ResourceRef;
    container: ContainerCause;
    signal: AbortSignal;
  },
): Promise<LastLines> {
  const { ref, container, signal } = options;
  const { apiVersion, kind, namespace, name } = ref;
  try {
    const log = calls.readLogs(
      {
        ...{ apiVersion, kind, namespace, name },
        ...failedAttemptLog(container),
        tailLines: LINES,
      },
      { signal },
    );
    return { lines: await collectLastLines(log, LINES) };
  } catch (error) {
    if (SkeError.is(error) && LASTING.includes(error.code)) {
      return { lines: [], isGone: true };
    }
    throw error;
  }
}
