import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestHandler, Response } from 'express';

const COMPARE_ROUTE =
  'Compare method and path with the reference of the HTTP API.';

/** The methods of a path, by the path in lower case. */
export type RouteMethods = ReadonlyMap<string, string[]>;

/**
 * The last handler of our paths: 405 for an unknown method of a known path, and 404 for an unknown path. Without this handler, Express would
 * respond with an empty page.
 */
export function rejectUnknownRoute(routes: RouteMethods): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'OPTIONS') {
      next(); // Express knows which methods each route has.
      return;
    }
    // Express ignores case and a slash at the end, too.
    const methods = routes.get(req.path.toLowerCase().replace(/\/$/, ''));
    if (methods) {
      throw methodNotAllowed(res, methods);
    }
    const [path] = req.originalUrl.split('?', 1);
    throw new SkeError({
      code: 'not-found',
      message: cleanText(`The ske backend has no route ${req.method} ${path}.`),
      hint: COMPARE_ROUTE,
    });
  };
}

/** The error for a method that a path does not have. Sets the header `Allow` (RFC 9110, section 15.5.6). */
function methodNotAllowed(res: Response, methods: string[]): SkeError {
  const allow = methods.join(', ');
  res.setHeader('Allow', allow);
  return new SkeError({
    code: 'method-not-allowed',
    message: `The ske backend does not serve the method ${res.req.method} on this path, only ${allow}.`,
    hint: COMPARE_ROUTE,
  });
}
