import type { ApiPath } from '../calls/ApiPath';
import { LogQuery, logQuery } from '../calls/ApiQuery';
import type { CallSender } from '../sender/CallSender';
import type { CallFailure } from '../connection/CallFailure';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { StreamCall } from '../calls/PlatformCall';
import { toRefusal } from '../answers/readAnswer';
import { toCallError } from '../answers/transportErrors';
import { toPlatformStream } from './openBody';
import { BodyStream, PlatformStream } from './PlatformStream';
import { StreamEnd, StreamLife } from './StreamLife';

/** What a container wrote, as it comes. */
export interface LogStream extends PlatformStream {
  /** Why it ended. Never fails: a body that fails has the reason `failed`. */
  ended: Promise<StreamEnd>;
}

/**
 * @throws SkeError
 */
export async function openLogs(
  sender: CallSender,
  path: ApiPath,
  query: LogQuery,
  call: StreamCall,
): Promise<LogStream> {
  let tellEnd: (end: StreamEnd) => void = () => {};
  const ended = new Promise<StreamEnd>(resolve => {
    tellEnd = resolve;
  });
  const life = new StreamLife(call, sender.limits.streamMs);
  const body = new BodyStream({
    onClose: () => {
      life.end();
      tellEnd({
        reason: body.isComplete ? 'cluster-ended' : 'caller-left',
      });
    },
    toError: (failure: CallFailure) => {
      const error = toCallError(failure, call.subject, call.signal?.reason);
      tellEnd({ reason: 'failed', error: error as SkeError });
      return error;
    },
  });
  life.onOver = reason => {
    life.end();
    tellEnd({ reason });
    body.finish();
  };
  try {
    const refusal = await sender.open(
      {
        method: 'GET',
        path,
        query: logQuery(query),
        // The log is plain text; a refusal is JSON.
        accept: 'application/json, */*',
        isSafe: true,
      },
      call,
      // A container may write nothing for as long as it likes.
      { kind: 'log', sink: body, idleMs: 0 },
    );
    if (refusal) {
      throw toRefusal(refusal, call);
    }
  } catch (error) {
    life.end();
    throw error;
  }
  return { ...toPlatformStream(body), ended };
}
