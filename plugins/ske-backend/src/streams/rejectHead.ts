import type { RequestHandler } from 'express';

/**
 * Skips the route of a stream for HEAD, because Express would run the handler of GET and open a stream that has no reader. The last handler of our paths then
 * rejects the method with a 405.
 */
export const rejectHead: RequestHandler = (req, _res, next) => {
  next(req.method === 'HEAD' ? 'route' : undefined);
};
