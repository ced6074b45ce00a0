import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, readBody } from '../inputs';
import type { RouterOptions } from './RouterOptions';

const MOST_QUESTIONS = 50;

const accessSchema = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        verb: z.enum(
          ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
          'is not a verb of this API',
        ),
        apiVersion: z.string(),
        kind: z.string(),
        subresource: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,62}$/, 'is not the name of a subresource')
          .optional(),
        namespace: z.string().optional(),
        name: z.string().optional(),
      }),
    )
    .min(1, 'is empty')
    .max(MOST_QUESTIONS, `has more than ${MOST_QUESTIONS} questions`),
});

/** `POST /access`: whether the caller may do something. */
export function createAccessRouter(options: RouterOptions): Router {
  const { httpAuth, services } = options;
  const router = PromiseRouter();

  router.post('/access', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const { questions } = parseInput(accessSchema, req.body);
    res.json({ answers: await services.access.check(questions, caller) });
  });

  return router;
}
