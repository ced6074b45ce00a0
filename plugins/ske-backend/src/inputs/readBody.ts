import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import express, { type RequestHandler } from 'express';

const parseBody = express.json({ limit: '1mb', strict: true });

// Node itself waits five minutes for the body of a request, and the request would count against the user's quota during this time.
const BODY_MS = 30_000;

/** Parses a JSON body (S22). A manifest may have 512 KiB, and JSON's escapes can double its length. */
export const readBody: RequestHandler = (req, res, next) => {
  // Express ignores a body of another type. Without this check the error would say that every field is missing.
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
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    // The rest of the body may never come, so the connection cannot be used for another request.
    res.setHeader('Connection', 'close');
    next(
      SkeError.invalidInput([
        invalidField('body', `was not received within ${BODY_MS / 1000} s`),
      ]),
    );
  }, BODY_MS);
  parseBody(req, res, error => {
    clearTimeout(timer);
    if (!isOver) {
      next(error);
    }
  });
};
