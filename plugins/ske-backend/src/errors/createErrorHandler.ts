import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import { toHttpError } from './toHttpError';

/** Sends the response for an error that a route threw, and logs errors that are our own fault. */
export function createErrorHandler(logger: LoggerService): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    if (res.destroyed) {
      return; // The client closed the connection.
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

/** Logs only the stack, because the fields and the cause of the error could contain a token (S41). */
function describe(thrown: unknown): string {
  return thrown instanceof Error
    ? (thrown.stack ?? thrown.message)
    : 'a value was thrown that is not an Error';
}
