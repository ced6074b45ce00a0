import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { PendingRequests } from './PendingRequests';

const seenSchema = z.strictObject({
  seen: z
    .array(z.strictObject({ id: z.string(), requestedAt: z.iso.datetime() }))
    .max(5_000),
});

/** The only plugin that reads the records of all users. */
const READER = 'plugin:catalog';

/**
 * The routes of the catalog module. Only Backstage's catalog plugin may call them, and as itself: not a user, and not on behalf of one.
 *
 * Their path starts with a dot. So Backstage verifies their callers, and the admission middleware, which accepts users only, does not see them.
 */
export function createProviderRouter(options: {
  httpAuth: HttpAuthService;
  pending: Pick<PendingRequests, 'list' | 'deleteSeen'>;
}): Router {
  const { httpAuth, pending } = options;
  const router = PromiseRouter();

  router.use('/.ske/pending-requests', async (req, res) => {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    if (principal.subject !== READER) {
      throw new NotAllowedError(
        `Only ${READER} may read the recorded requests of all users.`,
      );
    }
    res.setHeader('Cache-Control', 'no-store');
    return 'next';
  });

  router.get('/.ske/pending-requests', async (req, res) => {
    const { cluster } = req.query;
    if (typeof cluster !== 'string') {
      throw new InputError('cluster is missing, or given more than once.');
    }
    res.json({ items: await pending.list(cluster) });
  });

  router.post(
    '/.ske/pending-requests/seen',
    express.json({ limit: '1mb' }),
    async (req, res) => {
      const parsed = seenSchema.safeParse(req.body);
      if (!parsed.success) {
        throw new InputError('The body does not list ids with times.');
      }
      res.json({ deleted: await pending.deleteSeen(parsed.data.seen) });
    },
  );

  return router;
}
