import type { RequestHandler } from 'express';
import { methodNotAllowed } from '../errors';

/** Rejects HEAD on streams: Express would run the handler of GET and open a stream that has no reader. */
export const refuseHead: RequestHandler = (req, res, next) => {
  next(req.method === 'HEAD' ? methodNotAllowed(res, ['GET']) : undefined);
};
