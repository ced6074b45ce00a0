import type { Readable } from 'node:stream';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { readMetadata, toFailure } from '../responses/readResponse';
import { toCallError } from '../responses/transportErrors';
import type { ApiPath } from '../calls/ApiPath';
import { LogQuery, logQuery } from '../calls/ApiQuery';
import type { StreamCall } from '../calls/PlatformCall';
import type { CallFailure } from '../connection/CallFailure';
import type { CallSender } from '../sender/CallSender';
import { BodyStream } from './BodyStream';
import { StreamEnd, StreamLife } from './StreamLife';

/** The log of a container. */
export interface LogStream {
  /** The text. Destroy the stream when its reader disconnects; this also ends the call to the cluster. If the stream fails, its error is a SkeError. */
  body: Readable;
  /** Why the stream ended. Never rejects: a body that fails has the reason `failed`. */
  ended: Promise<StreamEnd>;
  /** The id under which the API server's own audit log has this call. */
  auditId?: string;
}

/**
 * @throws SkeError when the API server rejects the call
 */
export async function openLogs(
  sender: CallSender,
  path: ApiPath,
  query: LogQuery,
  call: StreamCall,
): Promise<LogStream> {
  const { promise: ended, resolve: end } = withResolvers<StreamEnd>();
  const life = new StreamLife(call, sender.limits.streamMs);
  const body = new BodyStream({
    onClose: () => {
      life.end();
      end({ reason: body.isComplete ? 'cluster-ended' : 'caller-left' });
    },
    toError: (failure: CallFailure) => {
      const error = toCallError(failure, call.subject, call.signal?.reason);
      end({ reason: 'failed', error: error as SkeError });
      return error;
    },
  });
  const opening = new AbortController();
  life.onOver = reason => {
    life.end();
    end({ reason });
    body.finish();
    opening.abort();
  };
  try {
    const refusal = await sender.open(
      {
        method: 'GET',
        path,
        query: logQuery(query),
        // A log is plain text, a refusal is JSON.
        accept: 'application/json, */*',
        isSafe: true,
      },
      { ...call, signal: opening.signal },
      // A container may write nothing for any length of time.
      { kind: 'log', sink: body, idleMs: 0 },
    );
    if (refusal) {
      throw toFailure(refusal, call);
    }
  } catch (error) {
    life.end();
    call.signal?.throwIfAborted();
    if (!opening.signal.aborted) {
      throw error;
    }
    // The token or the session has ended before the headers arrived: the log ends with that reason.
  }
  const { auditId } = readMetadata(body.response?.headers ?? {});
  return { body, ended, auditId };
}

function withResolvers<Value>(): {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
} {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>(resolved => {
    resolve = resolved;
  });
  return { promise, resolve };
}
