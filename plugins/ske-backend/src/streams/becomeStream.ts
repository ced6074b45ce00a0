import type { Request, Response } from 'express';
import {
  readAdmitted,
  type RefusalRecorders,
  refuseRequest,
} from '../admission';

/**
 * Moves a request from the caller's request quota to the stream quota (S23).
 *
 * @param subscriptions - how many watches or logs the stream carries
 * @throws SkeError `too-many-requests` when the caller's stream quota is used up
 */
export async function becomeStream(
  req: Request,
  res: Response,
  recorders: RefusalRecorders,
  subscriptions = 1,
): Promise<void> {
  const admission = readAdmitted(res, 'admission');
  try {
    admission.becomeStream(subscriptions);
  } catch (thrown) {
    await refuseRequest(thrown, req, res, recorders);
  }
}
