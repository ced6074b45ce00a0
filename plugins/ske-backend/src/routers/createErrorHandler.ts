import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import { toHttpError } from '../toHttpError';

/** Answers with what a route threw; logs what is our own fault. */
export function createErrorHandler(logger: LoggerService): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    if (res.destroyed) {
      return; // The caller went away; nobody is there to be told.
    }
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const { status, body, isOurFault } = toHttpError(thrown, {
      id: res.locals.requestId,
      method: req.method,
      url: req.path,
    });
    if (isOurFault) {
      logger.error(
        `Request ${body.error.requestId} failed: ${describe(thrown)}`,
      );
    }
    if (body.error.retryAfterSeconds !== undefined) {
      res.setHeader('Retry-After', String(body.error.retryAfterSeconds));
    }
    res.status(status).json(body);
  };
}

/** Not the error itself: its fields, and those of its cause, could hold anything (S41). */
function describe(thrown: unknown): string {
  return thrown instanceof Error
    ? (thrown.stack ?? thrown.message)
    : 'something that is no error was thrown';
}
