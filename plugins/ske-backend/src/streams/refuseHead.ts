import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { RequestHandler } from 'express';

/** Rejects HEAD on streams: Express would run the handler of GET and open a stream that has no reader. */
export const refuseHead: RequestHandler = (req, _res, next) => {
  next(
    req.method === 'HEAD'
      ? SkeError.invalidInput([
          invalidField('method', 'is HEAD, and this route has GET only'),
        ])
      : undefined,
  );
};
