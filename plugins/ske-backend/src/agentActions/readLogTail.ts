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
/** Stands for the lines before the last lines, and for a line of which only the end was read. */
const CUT = `(left out: only the last ${MOST_CHARACTERS} characters were read. The page of the request in the portal shows the whole log)`;

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
  let isCut = false;
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
      text += chunk;
      isCut ||= text.length > MOST_CHARACTERS;
      text = text.slice(-MOST_CHARACTERS);
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
    lastLines: isCut
      ? [CUT, ...logLinesFromCluster(withoutFirstLine(text))]
      : logLinesFromCluster(text),
  };
}

/** The rest of a line may be the rest of a secret, which is not recognised without the beginning of the line. */
function withoutFirstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? '' : text.slice(end + 1);
}
