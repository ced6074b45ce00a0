import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { flag, parseInput, refSchema, refWith, wholeNumber } from '../inputs';
import { becomeStream, rejectHead, sendLog } from '../streams';
import type { StreamRouterOptions } from './RouterOptions';

const logsSchema = refWith({
  pod: z.string(),
  container: z.string(),
  follow: flag.optional(),
  previous: flag.optional(),
  timestamps: flag.optional(),
  tailLines: wholeNumber({ min: 0, max: 100_000 }).optional(),
  sinceSeconds: wholeNumber({ min: 1, max: 999_999_999 }).optional(),
});

/** `GET /resource/pipelines` and `GET /resource/logs`: the pipeline runs of a resource and the logs of their containers. */
export function createPipelineRouter(options: StreamRouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resource/pipelines', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.query);
    res.json(await services.pipelines.list(ref, caller));
  });

  router.get('/resource/logs', rejectHead, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const query = parseInput(logsSchema, req.query);
    await becomeStream(req, res, options);
    await services.logs.read(query, caller, log => sendLog(log, res));
  });

  return router;
}
