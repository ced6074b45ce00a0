import type { PlatformMetrics } from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';
import { toKnownError } from '../toHttpError';
import type { RefusalAudit } from './RefusalAudit';

/** What keeps account of whom the door turns away. */
export interface Refusals {
  metrics: Pick<PlatformMetrics, 'requestRefused'>;
  refusals: RefusalAudit;
}

/** Counts and audits a request that is refused before there is an operation, whose own audit would tell of it (S40). */
export async function turnAway(
  thrown: unknown,
  req: Request,
  res: Response,
  { metrics, refusals }: Refusals,
): Promise<never> {
  const error = toKnownError(thrown);
  const { requestId, credentials } = res.locals;
  metrics.requestRefused(error.code);
  await refusals.refused(req, {
    error,
    requestId,
    userEntityRef: credentials?.principal.userEntityRef,
  });
  throw thrown;
}
