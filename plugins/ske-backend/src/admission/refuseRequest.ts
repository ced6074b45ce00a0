import type { PlatformMetrics } from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';
import { toKnownError } from '../errors';
import type { RefusalAudit } from './RefusalAudit';

/** The services that count and audit refusals. */
export interface RefusalRecorders {
  metrics: Pick<PlatformMetrics, 'requestRefused'>;
  refusals: RefusalAudit;
}

/**
 * Counts and audits a request that is refused before its operation starts (S40), then throws the error again. Later refusals are in the audit
 * events of the operation.
 */
export async function refuseRequest(
  thrown: unknown,
  req: Request,
  res: Response,
  { metrics, refusals }: RefusalRecorders,
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
