import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestHandler } from 'express';

/** Express answers HEAD with the handler of GET. For a stream that would be a stream to nobody. */
export const refuseHead: RequestHandler = (req, _res, next) => {
  next(
    req.method === 'HEAD'
      ? SkeError.invalidInput([
          invalidField('method', 'is HEAD; this route has GET only'),
        ])
      : undefined,
  );
};
