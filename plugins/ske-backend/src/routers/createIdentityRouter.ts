import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput } from '../inputs';
import type { RouterOptions } from './RouterOptions';

/** `GET /whoami`: the caller's identity in Backstage and on the cluster. */
export function createIdentityRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/whoami', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    parseInput(z.strictObject({}), req.query);
    res.json(await services.identity.whoAmI(caller));
  });

  return router;
}
