import type { Request, Response } from 'express';
import type { Admission } from '../../limits';
import { Refusals, turnAway } from '../turnAway';

/**
 * Has a request count as a stream of its caller instead (S23).
 *
 * @throws SkeError `too-many-requests` when the caller has as many open as one person may
 */
export async function becomeStream(
  req: Request,
  res: Response,
  refusals: Refusals,
): Promise<void> {
  const admission: Admission = res.locals.admission;
  try {
    admission.becomeStream();
  } catch (thrown) {
    await turnAway(thrown, req, res, refusals);
  }
}
