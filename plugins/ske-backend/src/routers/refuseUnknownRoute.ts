import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestHandler } from 'express';

/** After all routes: Express itself would answer what is none with an empty page, which tells nobody what was wrong. */
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
