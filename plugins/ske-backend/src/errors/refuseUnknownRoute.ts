import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestHandler } from 'express';

/** The last handler of our paths. Without it Express answers an unknown route with an empty page. */
export const refuseUnknownRoute: RequestHandler = (req, _res, next) => {
  if (req.method === 'OPTIONS') {
    next(); // Express knows which methods each route has.
    return;
  }
  const [path] = req.originalUrl.split('?', 1);
  throw new SkeError({
    code: 'not-found',
    message: cleanText(`The ske backend has no route ${req.method} ${path}.`),
    hint: 'Compare method and path with the reference of the HTTP API.',
  });
};
