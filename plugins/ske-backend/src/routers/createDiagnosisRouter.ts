import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput } from '../inputs';
import type { RouterOptions } from './RouterOptions';

/** `GET /diagnosis`: why the caller can or cannot act on the cluster. */
export function createDiagnosisRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/diagnosis', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    parseInput(z.strictObject({}), req.query);
    res.json(await services.diagnosis.diagnose(caller));
  });

  return router;
}
