import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Gives each request its id and sets the headers that every response has. */
export const startRequest: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomUUID();
  res.setHeader('X-Request-Id', res.locals.requestId);
  // S25: a response holds what this user may see, so no cache may store it.
  res.setHeader('Cache-Control', 'no-store');
  next();
};
