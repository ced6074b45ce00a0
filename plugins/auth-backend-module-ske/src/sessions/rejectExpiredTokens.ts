import {
  readBearerToken,
  rejectExpiredToken,
} from '@kratix-portal/plugin-ske-node';
import type { RequestHandler } from 'express';

/** Rejects an expired Backstage token before Backstage verifies and logs it (S7). */
export const rejectExpiredTokens: RequestHandler = (req, _res, next) => {
  rejectExpiredToken(readBearerToken(req));
  next();
};
