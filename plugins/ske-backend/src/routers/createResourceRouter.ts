import type { ResourceService } from '@kratix-portal/plugin-ske-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { CachedHttpAuthService } from '../callers';
import { refSchema } from './inputs/refSchema';
import { parseInput } from './parseInput';
import { readBody } from './readBody';
import { readCaller } from './readCaller';

const configureSchema = z.strictObject({
  manifest: z.string(),
  dryRun: z.boolean().optional(),
  onExisting: z
    .enum(['update', 'fail'], 'must be one of: update, fail')
    .optional(),
  fieldManager: z.string().optional(),
  unknownFields: z
    .enum(['warn', 'fail'], 'must be one of: warn, fail')
    .optional(),
});

/** `GET /resource`, `POST /configure-resource` and `POST /delete-resource`: SKE's contract, B9 and B10, and what our actions call. */
export function createResourceRouter(options: {
  httpAuth: CachedHttpAuthService;
  resources: ResourceService;
}): Router {
  const { httpAuth, resources } = options;
  const router = PromiseRouter();

  router.get('/resource', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.query);
    // Passed on as the cluster wrote it: nothing here looks at it, and a large object would be parsed and written for nothing.
    const body = `{"manifest":${await resources.getText(ref, caller)}}`;
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(body));
    res.end(body);
  });

  router.post('/delete-resource', readBody, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.body);
    res.json(await resources.delete(ref, caller));
  });

  router.post('/configure-resource', readBody, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const { manifest, ...how } = parseInput(configureSchema, req.body);
    res.json(await resources.configure(manifest, caller, how));
  });

  return router;
}
