import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import express, { type RequestHandler } from 'express';

const parseBody = express.json({ limit: '1mb', strict: true });

/** S22. A manifest may have 512 KiB, which the escapes of JSON may double. */
export const readBody: RequestHandler = (req, res, next) => {
  // Express passes over what says that it is something else, and every field would be called missing.
  if (req.is('application/json') === false) {
    next(
      SkeError.invalidInput([
        invalidField(
          'body',
          'is not application/json by its Content-Type header',
        ),
      ]),
    );
    return;
  }
  parseBody(req, res, next);
};
