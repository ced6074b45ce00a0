import type { ResourceActionName } from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { RouterOptions } from './RouterOptions';
import { refWith } from './inputs/refSchema';
import { parseInput } from './parseInput';
import { readBody } from './readBody';
import { readCaller } from './readCaller';

const actionSchema = refWith({ resourceVersion: z.string().optional() });
const upgradeSchema = refWith({
  version: z
    .string()
    .min(1, 'is empty')
    .max(253, 'is longer than 253 characters'),
});

/** `POST /resource/actions/…`: what people have Kratix do with a resource request or a Promise. */
export function createActionRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  const actions: ResourceActionName[] = ['reconcile', 'pause', 'resume'];
  for (const action of actions) {
    router.post(`/resource/actions/${action}`, readBody, async (req, res) => {
      const caller = await readCaller(req, res, httpAuth);
      const input = parseInput(actionSchema, req.body);
      res.json(await services.actions.act(action, input, caller));
    });
  }

  router.post('/resource/actions/upgrade', readBody, async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const input = parseInput(upgradeSchema, req.body);
    res.json(await services.actions.upgrade(input, caller));
  });

  return router;
}
