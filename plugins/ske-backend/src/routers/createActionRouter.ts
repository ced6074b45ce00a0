import type { ResourceActionName } from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, readBody, refWith } from '../inputs';
import type { RouterOptions } from './RouterOptions';

const uid = z.string().optional();
const actionSchema = refWith({ uid, resourceVersion: z.string().optional() });
const upgradeSchema = refWith({
  uid,
  version: z
    .string()
    .min(1, 'is empty')
    .max(253, 'is longer than 253 characters'),
});

/** `POST /resource/actions/…`: actions on a resource request or a Promise that Kratix carries out. */
export function createActionRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  const actions: ResourceActionName[] = ['reconcile', 'pause', 'resume'];
  for (const action of actions) {
    router.post(`/resource/actions/${action}`, readBody, async (req, res) => {
      const caller = readCaller(req, res, httpAuth);
      const input = parseInput(actionSchema, req.body);
      res.json(await services.actions.act(action, input, caller));
    });
  }

  router.post('/resource/actions/upgrade', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const input = parseInput(upgradeSchema, req.body);
    res.json(await services.actions.upgrade(input, caller));
  });

  return router;
}
