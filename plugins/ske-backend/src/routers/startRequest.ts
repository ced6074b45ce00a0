import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Gives each request its id, and its answer what every answer has. */
export const startRequest: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomUUID();
  res.setHeader('X-Request-Id', res.locals.requestId);
  // S25: what one person may see is kept by no cache.
  res.setHeader('Cache-Control', 'no-store');
  next();
};
