import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { StreamRouterOptions } from './RouterOptions';
import { flag, wholeNumber } from './inputs/queryValues';
import { refSchema, refWith } from './inputs/refSchema';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';
import { becomeStream } from './streams/becomeStream';
import { refuseHead } from './streams/refuseHead';
import { sendLog } from './streams/sendLog';

const logsSchema = refWith({
  pod: z.string(),
  container: z.string(),
  follow: flag.optional(),
  previous: flag.optional(),
  timestamps: flag.optional(),
  tailLines: wholeNumber({ min: 0, max: 100_000 }).optional(),
  sinceSeconds: wholeNumber({ min: 1, max: 999_999_999 }).optional(),
});

/** `GET /resource/pipelines` and `GET /resource/logs`: the pipeline runs of a resource, and what their containers wrote. */
export function createPipelineRouter(options: StreamRouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resource/pipelines', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.query);
    res.json(await services.pipelines.list(ref, caller));
  });

  router.get('/resource/logs', refuseHead, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const query = parseInput(logsSchema, req.query);
    await becomeStream(req, res, options);
    await services.logs.read(query, caller, log => sendLog(log, res));
  });

  return router;
}
