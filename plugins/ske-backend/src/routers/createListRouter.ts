import {
  invalidField,
  ResourceListQuery,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, wholeNumber } from '../inputs';
import type { RouterOptions } from './RouterOptions';

const listSchema = z.strictObject({
  promise: z.string().optional(),
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  labelSelector: z.string().optional(),
  fieldSelector: z.string().optional(),
  limit: wholeNumber({ min: 1, max: 500 }).optional(),
  continue: z.string().optional(),
});

/** `GET /resources`: a page of the objects of a kind, or of the requests of a Promise. */
export function createListRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.get('/resources', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const query = toListQuery(parseInput(listSchema, req.query));
    res.json(await services.lists.list(query, caller));
  });

  return router;
}

function toListQuery(input: z.infer<typeof listSchema>): ResourceListQuery {
  const { promise, apiVersion, kind, ...filter } = input;
  if (promise !== undefined) {
    const alternatives = Object.entries({ apiVersion, kind })
      .filter(([, value]) => value !== undefined)
      .map(([field]) =>
        invalidField(
          field,
          'cannot be combined with promise. Give one or the other',
        ),
      );
    if (alternatives.length > 0) {
      throw SkeError.invalidInput(alternatives);
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
