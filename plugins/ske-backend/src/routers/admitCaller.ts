import type { PlatformMetrics } from '@kratix-portal/plugin-ske-node';
import type { Request, RequestHandler, Response } from 'express';
import { CachedHttpAuthService, runWithRequest } from '../callers';
import type { UserLimits } from '../limits';
import { toKnownError } from '../toHttpError';
import type { RefusalAudit } from './RefusalAudit';

/** What the door is made of. */
interface Door {
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  metrics: PlatformMetrics;
  refusals: RefusalAudit;
}

/**
 * The door of every route (S1, S5, S23): lets in who carries a person's own, valid Backstage token, as often as one person may.
 *
 * Our paths are exempt from Backstage's own door, which would verify each token anew, so this one stands before all routes of a router and
 * not in each of them: a route cannot forget it.
 */
export function admitCaller(door: Door): RequestHandler {
  return (req, res, next) =>
    runWithRequest(req, () => {
      admit(req, res, door).then(() => next(), next);
    });
}

async function admit(req: Request, res: Response, door: Door): Promise<void> {
  let userEntityRef: string | undefined;
  try {
    const credentials = await door.httpAuth.credentials(req, {
      allow: ['user'],
    });
    userEntityRef = credentials.principal.userEntityRef;
    const admission = door.limits.admit(userEntityRef);
    res.once('close', admission.release);
    Object.assign(res.locals, { admission, credentials });
  } catch (thrown) {
    const error = toKnownError(thrown);
    const { requestId } = res.locals;
    door.metrics.requestRefused(error.code);
    await door.refusals.refused(req, { error, requestId, userEntityRef });
    throw thrown;
  }
}
