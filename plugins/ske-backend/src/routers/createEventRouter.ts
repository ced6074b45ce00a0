import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, refWith } from '../inputs';
import type { RouterOptions } from './RouterOptions';

const eventsSchema = refWith({ uid: z.string().optional() });

/** `GET /resource/events`: the Kubernetes events of an object. */
export function createEventRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resource/events', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const query = parseInput(eventsSchema, req.query);
    res.json(await services.events.list(query, caller));
  });

  return router;
}
