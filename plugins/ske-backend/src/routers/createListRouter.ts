import {
  invalidField,
  ResourceListQuery,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { RouterOptions } from './RouterOptions';
import { wholeNumber } from './inputs/queryValues';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';

const listSchema = z.strictObject({
  promise: z.string().optional(),
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  labelSelector: z.string().optional(),
  limit: wholeNumber({ min: 1, max: 500 }).optional(),
  continue: z.string().optional(),
});

/** `GET /resources`: a page of the objects of a kind, or of the requests of a Promise. */
export function createListRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resources', async (req, res) => {
    const caller = await readCaller(req, res, httpAuth);
    const query = toListQuery(parseInput(listSchema, req.query));
    res.json(await services.lists.list(query, caller));
  });

  return router;
}

function toListQuery(input: z.infer<typeof listSchema>): ResourceListQuery {
  const { promise, apiVersion, kind, ...filter } = input;
  if (promise !== undefined) {
    const beside = Object.entries({ apiVersion, kind })
      .filter(([, value]) => value !== undefined)
      .map(([field]) =>
        invalidField(field, 'is given beside promise; give one or the other'),
      );
    if (beside.length > 0) {
      throw SkeError.invalidInput(beside);
    }
    return { promise, ...filter };
  }
  if (apiVersion === undefined || kind === undefined) {
    throw SkeError.invalidInput(
      [
        ...(apiVersion === undefined ? ['apiVersion'] : []),
        ...(kind === undefined ? ['kind'] : []),
      ].map(field => invalidField(field, 'is missing')),
      'Give promise, or apiVersion and kind.',
    );
  }
  return { apiVersion, kind, ...filter };
}
