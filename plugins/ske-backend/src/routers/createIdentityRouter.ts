import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { RouterOptions } from './RouterOptions';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';

/** `GET /whoami`: who the caller is, here and on the cluster. */
export function createIdentityRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/whoami', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    parseInput(z.strictObject({}), req.query);
    res.json(await services.identity.whoAmI(caller));
  });

  return router;
}
