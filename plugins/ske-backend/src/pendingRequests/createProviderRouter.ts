import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  internalRoutes,
  readBearerToken,
  rejectExpiredToken,
} from '@kratix-portal/plugin-ske-node';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { startRequest } from '../admission';
import { createErrorHandler, rejectUnknownRoute } from '../errors';
import type { PendingRequests } from './PendingRequests';

const seenSchema = z.strictObject({
  seen: z
    .array(z.strictObject({ id: z.string(), requestedAt: z.iso.datetime() }))
    .max(5_000),
});

/** The only plugin that reads the records of all users. */
const READER = 'plugin:catalog';
const RECORDS = belowPrefix(internalRoutes.recordedRequests);
const SEEN = belowPrefix(internalRoutes.seenRequests);

/**
 * The routes of the catalog module. Only Backstage's catalog plugin may call them, as itself and not on behalf of a user.
 *
 * These routes do not pass the admission middleware, because that middleware accepts only users.
 */
export function createProviderRouter(options: {
  httpAuth: HttpAuthService;
  logger: LoggerService;
  pending: Pick<PendingRequests, 'list' | 'deleteSeen'>;
}): Router {
  const { httpAuth, logger, pending } = options;
  const router = PromiseRouter();

  router.use(startRequest, async req => {
    rejectExpiredToken(readBearerToken(req)); // This check runs before Backstage sees and logs the token.
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    if (principal.subject !== READER) {
      throw new NotAllowedError(
        `Only ${READER} may read the recorded requests of all users.`,
      );
    }
    return 'next';
  });

  router.get(RECORDS, async (req, res) => {
    const { cluster } = req.query;
    if (typeof cluster !== 'string') {
      throw new InputError('cluster is missing, or given more than once.');
    }
    res.json({ items: await pending.list(cluster) });
  });

  router.post(SEEN, express.json({ limit: '1mb' }), async (req, res) => {
    const parsed = seenSchema.safeParse(req.body);
    if (!parsed.success) {
      throw new InputError(
        "The body must have the list 'seen' of at most 5,000 items, each with 'id' and the time 'requestedAt'.",
      );
    }
    res.json({ deleted: await pending.deleteSeen(parsed.data.seen) });
  });

  const reject = rejectUnknownRoute(
    new Map([
      [RECORDS, ['GET', 'HEAD']],
      [SEEN, ['POST']],
    ]),
  );
  router.use(reject, createErrorHandler(logger));
  return express.Router().use(internalRoutes.prefix, router);
}

function belowPrefix(path: string): string {
  return path.slice(internalRoutes.prefix.length);
}
