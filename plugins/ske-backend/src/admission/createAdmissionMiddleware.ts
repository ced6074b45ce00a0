import type { Request, RequestHandler, Response } from 'express';
import { type CachedHttpAuthService, runWithRequest } from '../callers';
import type { UserLimits } from '../limits';
import { rejectImpersonation } from './rejectImpersonation';
import { type RefusalRecorders, refuseRequest } from './refuseRequest';

/** The dependencies of the admission middleware. */
export interface AdmissionOptions extends RefusalRecorders {
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  /** Whether requests with headers of an impersonation are rejected. Such headers are never sent to a cluster. */
  refusesImpersonation?: boolean;
}

/**
 * The middleware before all routes (S1, S5, S23): it accepts requests that carry a valid Backstage token of a user who is within their quota.
 *
 * Backstage's own middleware does not check our paths, because it would verify the token again for every request. This middleware is installed once for the
 * whole router and not in each route, so no route can leave it out.
 */
export function createAdmissionMiddleware(
  options: AdmissionOptions,
): RequestHandler {
  return (req, res, next) =>
    runWithRequest(req, () => {
      admit(req, res, options).then(() => next(), next);
    });
}

async function admit(
  req: Request,
  res: Response,
  options: AdmissionOptions,
): Promise<void> {
  try {
    if (options.refusesImpersonation) {
      rejectImpersonation(req);
    }
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user'],
    });
    res.locals.credentials = credentials;
    const admission = options.limits.admit(credentials.principal.userEntityRef);
    res.locals.admission = admission;
    if (res.closed) {
      admission.release(); // The client disconnected during the verification. The event 'close' was emitted before, and is not emitted again.
    } else {
      res.once('close', admission.release);
    }
  } catch (thrown) {
    await refuseRequest(thrown, req, res, options);
  }
}
