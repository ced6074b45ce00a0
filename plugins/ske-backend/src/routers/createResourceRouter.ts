import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ResourceRequestService } from '@kratix-portal/plugin-ske-node';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { CachedHttpAuthService } from '../callers';
import type { UserLimits } from '../limits';
import { admitCaller } from './admitCaller';
import { createErrorHandler } from './createErrorHandler';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';
import { startRequest } from './startRequest';

// S22. A manifest may have 512 KiB, which the escapes of JSON may double.
const readBody = express.json({ limit: '1mb', strict: true });

const refSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
const configureSchema = z.strictObject({ manifest: z.string() });

/** `GET /resource`, `POST /configure-resource` and `POST /delete-resource`: SKE's contract, B9 and B10, and what our actions call. */
export function createResourceRouter(options: {
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  logger: LoggerService;
  requests: ResourceRequestService;
}): Router {
  const { httpAuth, limits, logger, requests } = options;
  const router = PromiseRouter();
  router.use(startRequest);
  router.use(admitCaller({ httpAuth, limits }));

  router.get('/resource', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.query);
    const manifest = await requests.get(ref, caller);
    res.json({ manifest });
  });

  router.post('/delete-resource', readBody, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.body);
    res.json(await requests.delete(ref, caller));
  });

  router.post('/configure-resource', readBody, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const { manifest } = parseInput(configureSchema, req.body);
    res.json(await requests.configure(manifest, caller));
  });

  router.use(createErrorHandler(logger));
  return router;
}
