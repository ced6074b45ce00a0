import type { JsonObject } from '@backstage/types';
import {
  type ContainerCause,
  failedAttemptLog,
  type ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { AgentCall } from './AgentCalls';
import { logLinesFromCluster } from './untrusted';

const MOST_CHARACTERS = 16_384;

/** Reads the end of the log of a container. If the log no longer exists, or the user may not read it, `notShown` says so. */
export async function readLogTail(
  { client, options }: AgentCall,
  query: {
    ref: ResourceRef;
    container: ContainerCause;
    lines: number;
    notShown: string[];
  },
): Promise<JsonObject | undefined> {
  const { ref, container, lines, notShown } = query;
  let text = '';
  try {
    const log = client.readLogs(
      {
        ...ref,
        ...failedAttemptLog(container),
        tailLines: lines,
      },
      options,
    );
    for await (const chunk of log) {
      text = (text + chunk).slice(-MOST_CHARACTERS);
    }
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    notShown.push(`log of ${container.name}: ${error.code}`);
    return undefined;
  }
  return {
    pod: container.pod,
    container: container.name,
    lastLines: logLinesFromCluster(text),
  };
}
