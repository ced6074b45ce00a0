import { SkeError, TASK_ID_HEADER } from '@kratix-portal/plugin-ske-common';
import type { OperationCaller } from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';
import { readBearerToken } from '@kratix-portal/plugin-ske-node';
import type { CachedHttpAuthService } from '../callers';
import { readAdmitted } from './requestLocals';

/** Returns the caller whom the admission middleware verified (S5: a user), with the Backstage token of the request. */
export function readCaller(
  req: Request,
  res: Response,
  httpAuth: CachedHttpAuthService,
): OperationCaller {
  const credentials = readAdmitted(res, 'credentials');
  const backstageToken = readBearerToken(req);
  if (!backstageToken) {
    throw new SkeError({
      code: 'no-credentials',
      message: 'The request has no bearer token.',
      hint: 'Sign in to the portal.',
    });
  }
  const gone = new AbortController();
  if (res.closed) {
    gone.abort(); // The client disconnected during the verification. The event 'close' was emitted before, and is not emitted again.
  }
  res.on('close', () => {
    if (!res.writableFinished) {
      gone.abort();
    }
  });
  return {
    credentials,
    backstageToken,
    requestId: res.locals.requestId,
    taskId: readTaskId(req),
    request: httpAuth.toAuditedRequest(req, credentials),
    signal: gone.signal,
  };
}

/** Our scaffolder actions send the id of their task. Only the audit events use this id, so a malformed id is ignored. */
function readTaskId(req: Request): string | undefined {
  const value = req.header(TASK_ID_HEADER);
  return value !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(value)
    ? value
    : undefined;
}
