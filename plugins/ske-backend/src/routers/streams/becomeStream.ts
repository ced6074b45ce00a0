import type { Response } from 'express';
import type { Admission } from '../../limits';

/**
 * Has a request count as a stream of its caller instead (S23).
 *
 * @throws SkeError `too-many-requests` when the caller has as many open as one person may
 */
export function becomeStream(response: Response): void {
  const admission: Admission = response.locals.admission;
  admission.becomeStream();
}
