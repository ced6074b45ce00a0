import type { Request } from 'express';

/** Reads the bearer token of a request with the pattern that Backstage's `httpAuth` uses. */
export function readBearerToken(
  req: Pick<Request, 'headers'>,
): string | undefined {
  return /^Bearer[ ]+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
}
