import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestCaller } from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';

/** Verifies the caller (S5: a person), and only then looks at the token that was verified. */
export async function readCaller(
  req: Request,
  res: Response,
  httpAuth: HttpAuthService,
): Promise<RequestCaller> {
  const credentials = await httpAuth.credentials(req, { allow: ['user'] });
  const [, backstageToken] =
    /^Bearer[ ]+(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
  if (!backstageToken) {
    throw new SkeError({
      code: 'no-credentials',
      message: 'The request has no bearer token.',
      hint: 'Sign in to the portal.',
    });
  }
  const gone = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) {
      gone.abort();
    }
  });
  return {
    credentials,
    backstageToken,
    requestId: res.locals.requestId,
    request: req,
    signal: gone.signal,
  };
}
