import type { Request, RequestHandler, Response } from 'express';
import { CachedHttpAuthService, runWithRequest } from '../callers';
import type { UserLimits } from '../limits';
import { Refusals, turnAway } from './turnAway';

/** What the door is made of. */
interface Door extends Refusals {
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
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
  try {
    const credentials = await door.httpAuth.credentials(req, {
      allow: ['user'],
    });
    res.locals.credentials = credentials;
    const admission = door.limits.admit(credentials.principal.userEntityRef);
    res.locals.admission = admission;
    if (res.closed) {
      admission.release(); // Left while the token was verified; nothing would tell us later.
    } else {
      res.once('close', admission.release);
    }
  } catch (thrown) {
    await turnAway(thrown, req, res, door);
  }
}
