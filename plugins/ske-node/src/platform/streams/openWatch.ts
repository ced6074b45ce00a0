import { SkeError } from '@kratix-portal/plugin-ske-common';
import { clusterError } from '../answers/clusterErrors';
import { toSkeError } from '../answers/errors';
import { toRefusal } from '../answers/readAnswer';
import { toCallError } from '../answers/transportErrors';
import type { ApiPath } from '../calls/ApiPath';
import { ClusterWatchQuery, watchQuery } from '../calls/ApiQuery';
import type { StreamCall } from '../calls/PlatformCall';
import { CallFailure } from '../connection/CallFailure';
import type { CallSender } from '../sender/CallSender';
import { StreamLife } from './StreamLife';
import { WatchProblem, WatchStream } from './WatchStream';

// How much later than the portal the API server ends a watch by itself.
const SERVER_GRACE_SECONDS = 5;

/**
 * @throws SkeError when the API server rejects the watch. A version that is too old does not throw: the watch then ends with `expired`
 */
export async function openWatch(
  sender: CallSender,
  path: ApiPath,
  query: ClusterWatchQuery,
  call: StreamCall,
): Promise<WatchStream> {
  const { limits } = sender;
  const life = new StreamLife(call, limits.streamMs);
  const watch = new WatchStream({
    limits,
    toError: problem => toWatchError(problem, call),
    onOver: () => life.end(),
  });
  life.onOver = reason => watch.end({ reason });
  try {
    const refusal = await sender.open(
      {
        method: 'GET',
        path,
        query: watchQuery(
          query,
          Math.ceil(life.lastsMs / 1000) + SERVER_GRACE_SECONDS,
        ),
        isSafe: true,
      },
      call,
      { kind: 'watch', sink: watch, idleMs: limits.watchIdleMs },
    );
    if (refusal) {
      throw toRefusal(refusal, call);
    }
  } catch (error) {
    if (SkeError.is(error) && error.code === 'expired') {
      watch.end({ reason: 'expired', error });
      return watch;
    }
    life.end();
    throw error;
  }
  return watch;
}

function toWatchError(problem: WatchProblem, call: StreamCall): SkeError {
  const { subject, identity, signal } = call;
  if (problem === 'not-a-frame') {
    return clusterError({
      subject,
      what: 'It sent something that is not an event of a watch.',
    });
  }
  if (problem instanceof CallFailure) {
    const cause = toCallError(problem, subject, signal?.reason);
    return SkeError.is(cause)
      ? cause
      : clusterError({ subject, what: 'The connection broke.', cause });
  }
  const httpStatus = typeof problem.code === 'number' ? problem.code : 500;
  return toSkeError({ httpStatus, body: problem, text: '' }, subject, identity);
}
