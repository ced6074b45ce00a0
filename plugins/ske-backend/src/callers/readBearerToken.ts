import type { Request } from 'express';

/** The bearer token of a request, as Backstage's `httpAuth` reads it. */
export function readBearerToken(
  req: Pick<Request, 'headers'>,
): string | undefined {
  return /^Bearer[ ]+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
}
