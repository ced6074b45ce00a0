import { SkeError, TASK_ID_HEADER } from '@kratix-portal/plugin-ske-common';
import type { OperationCaller } from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';
import type { CachedHttpAuthService } from '../callers';
import { readBearerToken } from '../callers/readBearerToken';

/** Takes the caller whom the door has verified (S5: a person), and only then looks at the token that was verified. */
export async function readCaller(
  req: Request,
  res: Response,
  httpAuth: CachedHttpAuthService,
): Promise<OperationCaller> {
  const credentials: OperationCaller['credentials'] =
    res.locals.credentials ??
    (await httpAuth.credentials(req, { allow: ['user'] }));
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
    gone.abort(); // Left while the token was verified; nothing would tell us later.
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

/** From our scaffolder actions; for the audit events alone, so anything else is left out. */
function readTaskId(req: Request): string | undefined {
  const value = req.header(TASK_ID_HEADER);
  return value !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(value)
    ? value
    : undefined;
}
