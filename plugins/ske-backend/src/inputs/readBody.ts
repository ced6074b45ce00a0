import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import express, { type RequestHandler } from 'express';

const parseBody = express.json({ limit: '1mb', strict: true });

/** Parses a JSON body (S22). A manifest may have 512 KiB, and JSON's escapes can double its length. */
export const readBody: RequestHandler = (req, res, next) => {
  // Express ignores a body of another type. Without this check the error would call every field missing.
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
