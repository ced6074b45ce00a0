import { SkeError } from '@kratix-portal/plugin-ske-common';
import { clusterError, versionNotReached } from '../responses/clusterErrors';
import { translateFailure } from '../responses/translateFailure';
import { readResponse, readPage, toFailure } from '../responses/readResponse';
import { toCallError } from '../responses/transportErrors';
import type { ApiPath } from '../calls/ApiPath';
import { ClusterWatchQuery, listQuery, watchQuery } from '../calls/ApiQuery';
import type { WatchCall } from '../calls/PlatformCall';
import { CallFailure } from '../connection/CallFailure';
import type { CallSender } from '../sender/CallSender';
import { isOlderVersion } from './isOlderVersion';
import { StreamLife } from './StreamLife';
import { WatchProblem, WatchStream } from './WatchStream';

// The API server is asked to end a watch this much later than the portal ends it.
const SERVER_GRACE_SECONDS = 5;

/**
 * @throws SkeError when the API server rejects the watch. If the resourceVersion is too old, the function does not throw, and the watch ends with
 * `expired`. If the token or the session ends before the headers arrive, it does not throw either, and the watch ends with that reason
 */
export async function openWatch(
  sender: CallSender,
  path: ApiPath,
  query: ClusterWatchQuery,
  call: WatchCall,
): Promise<WatchStream> {
  const { limits } = sender;
  const life = new StreamLife(call, limits.streamMs);
  const opening = new AbortController();
  const watch = new WatchStream({
    limits,
    bufferBytes: Math.min(
      call.bufferBytes ?? limits.streamBufferBytes,
      limits.streamBufferBytes,
    ),
    resourceVersion: query.resourceVersion,
    toError: problem => toWatchError(problem, call),
    onOver: () => life.end(),
  });
  life.onOver = reason => {
    watch.end({ reason });
    opening.abort();
  };
  const openingCall = { ...call, signal: opening.signal };
  try {
    if (call.isResumed) {
      await checkVersion(sender, path, query, openingCall);
    }
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
      openingCall,
      { kind: 'watch', sink: watch, idleMs: limits.watchIdleMs },
    );
    if (refusal) {
      throw toFailure(refusal, call);
    }
  } catch (error) {
    call.signal?.throwIfAborted();
    if (watch.isOver) {
      return watch;
    }
    if (SkeError.is(error) && error.code === 'expired') {
      watch.end({ reason: 'expired', error });
      return watch;
    }
    life.end();
    throw error;
  }
  return watch;
}

/** @throws SkeError `expired` when the cluster has not reached the resourceVersion of the query */
async function checkVersion(
  sender: CallSender,
  path: ApiPath,
  query: ClusterWatchQuery,
  call: WatchCall,
): Promise<void> {
  const { resourceVersion, ...selectors } = query;
  const list: WatchCall = {
    ...call,
    subject: { ...call.subject, verb: 'list' },
  };
  const response = await sender.send(
    {
      method: 'GET',
      path,
      query: listQuery({ ...selectors, limit: 1 }),
      isSafe: true,
    },
    list,
  );
  if (response.statusCode === 403) {
    return; // The caller may watch but not list, so the resourceVersion cannot be compared.
  }
  const page = readPage(readResponse(response, list), list);
  if (isOlderVersion(page.resourceVersion ?? '', resourceVersion ?? '')) {
    throw versionNotReached(call.subject);
  }
}

function toWatchError(problem: WatchProblem, call: WatchCall): SkeError {
  const { subject, identity, signal } = call;
  if (problem === 'not-a-frame') {
    return clusterError({
      subject,
      what: 'It sent something that is not an event of a watch.',
    });
  }
  if (problem === 'version-went-back') {
    return versionNotReached(subject);
  }
  if (problem instanceof CallFailure) {
    const cause = toCallError(problem, subject, signal?.reason);
    return SkeError.is(cause)
      ? cause
      : clusterError({ subject, what: 'The connection broke.', cause });
  }
  const httpStatus = typeof problem.code === 'number' ? problem.code : 500;
  return translateFailure(
    { httpStatus, body: problem, text: '' },
    subject,
    identity,
  );
}
