import type { Request, Response } from 'express';
import {
  readAdmitted,
  type RefusalRecorders,
  refuseRequest,
} from '../admission';

/**
 * Moves a request from the caller's request quota to the stream quota (S23).
 *
 * @throws SkeError `too-many-requests` when the caller's stream quota is used up
 */
export async function becomeStream(
  req: Request,
  res: Response,
  recorders: RefusalRecorders,
): Promise<void> {
  const admission = readAdmitted(res, 'admission');
  try {
    admission.becomeStream();
  } catch (thrown) {
    await refuseRequest(thrown, req, res, recorders);
  }
}
