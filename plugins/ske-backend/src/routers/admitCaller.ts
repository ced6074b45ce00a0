import type { PlatformMetrics } from '@kratix-portal/plugin-ske-node';
import type { RequestHandler } from 'express';
import { CachedHttpAuthService, runWithRequest } from '../callers';
import type { UserLimits } from '../limits';
import { toKnownError } from '../toHttpError';

/**
 * The door of every route (S1, S5, S23): lets in who carries a person's own, valid Backstage token, as often as one person may.
 *
 * Our paths are exempt from Backstage's own door, which would verify each token anew, so this one stands before all routes of a router and
 * not in each of them: a route cannot forget it.
 */
export function admitCaller(options: {
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  metrics: PlatformMetrics;
}): RequestHandler {
  const { httpAuth, limits, metrics } = options;
  return (req, res, next) =>
    runWithRequest(req, () => {
      httpAuth
        .credentials(req, { allow: ['user'] })
        .then(credentials => {
          const { userEntityRef } = credentials.principal;
          const admission = limits.admit(userEntityRef);
          res.once('close', admission.release);
          Object.assign(res.locals, { admission, credentials });
        })
        .then(
          () => next(),
          error => {
            metrics.requestRefused(toKnownError(error).code);
            next(error);
          },
        );
    });
}
