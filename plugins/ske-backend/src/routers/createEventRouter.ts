import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { RouterOptions } from './RouterOptions';
import { refWith } from './inputs/refSchema';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';

const eventsSchema = refWith({ uid: z.string().optional() });

/** `GET /resource/events`: what happened to an object. */
export function createEventRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resource/events', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const query = parseInput(eventsSchema, req.query);
    res.json(await services.events.list(query, caller));
  });

  return router;
}
