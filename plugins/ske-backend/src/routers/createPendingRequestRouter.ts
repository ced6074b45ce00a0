import {
  invalidField,
  isDnsSubdomain,
  parseResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, readBody, refWith } from '../inputs';
import type { RouterOptions } from './RouterOptions';

const LONGEST_URL = 2_048;
/** A URL that pages can link to and that contains no credential, because there is no `@` before its path. openapi.yaml has the same pattern. */
const PLAIN_URL = /^https?:\/\/[^/?#@\s\\]+([/?#]\S*)?$/;
const texts = z.record(z.string(), z.string()).optional();

const recordSchema = refWith({
  action: z.enum(
    ['Request', 'Update', 'Delete'],
    'must be one of: Request, Update, Delete',
  ),
  promiseName: z.string(),
  labels: texts,
  annotations: texts,
  pullRequestUrl: z
    .string()
    .max(LONGEST_URL, `is longer than ${LONGEST_URL} characters`)
    .regex(PLAIN_URL, 'is not an http or https URL without a user')
    .optional(),
  requestsRepoUrl: z
    .string()
    .max(LONGEST_URL, `is longer than ${LONGEST_URL} characters`)
    .refine(text => !/[\s@]/.test(text), 'contains a space or an "@"')
    .optional(),
});

/** `POST /pending-requests`: records a request of the caller until its resource exists (B8). */
export function createPendingRequestRouter(options: RouterOptions): Router {
  const { httpAuth, pending } = options;
  const router = PromiseRouter();

  router.post('/pending-requests', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const input = parseInput(recordSchema, req.body);
    const ref = parseResourceRef(input);
    if (!isDnsSubdomain(input.promiseName)) {
      throw SkeError.invalidInput([
        invalidField('promiseName', 'is not the name of a Promise'),
      ]);
    }
    res.json(await pending.record({ ...input, ...ref }, caller));
  });

  return router;
}
