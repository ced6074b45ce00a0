import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput, readBody } from '../inputs';
import {
  becomeStream,
  DEFAULT_STREAM_LIMITS,
  Heartbeat,
  rejectHead,
  sendEvents,
  toWatchManyText,
  toWatchText,
} from '../streams';
import type { StreamRouterOptions } from './RouterOptions';

const MOST_SUBSCRIPTIONS = 50;
const LONGEST_ID = 64;

const query = {
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  labelSelector: z.string().optional(),
  fieldSelector: z.string().optional(),
  resourceVersion: z.string().optional(),
};
const watchSchema = z.strictObject(query);
const watchManySchema = z.strictObject({
  subscriptions: z
    .array(
      z.strictObject({
        id: z
          .string()
          .min(1, 'is empty')
          .max(LONGEST_ID, `is longer than ${LONGEST_ID} characters`),
        ...query,
      }),
    )
    .min(1, 'is empty')
    .max(MOST_SUBSCRIPTIONS, `has more than ${MOST_SUBSCRIPTIONS} entries`),
});

/** `GET /watch` and `POST /watch`: the changes to objects as server-sent events, of one watch or of many watches. */
export function createWatchRouter(options: StreamRouterOptions): Router {
  const { httpAuth, services } = options;
  const limits = DEFAULT_STREAM_LIMITS;
  const heartbeat = new Heartbeat(limits.heartbeatMs);
  const router = PromiseRouter();

  router.get('/watch', rejectHead, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const input = parseInput(watchSchema, req.query);
    const resourceVersion = readLastEventId(req) ?? input.resourceVersion;
    await becomeStream(req, res, options);
    await services.watches.watch(
      { ...input, resourceVersion },
      caller,
      messages =>
        sendEvents(messages, res, { heartbeat, limits, toText: toWatchText }),
    );
  });

  router.post('/watch', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const { subscriptions } = parseInput(watchManySchema, req.body);
    await becomeStream(req, res, options, subscriptions.length);
    await services.watches.watchMany(subscriptions, caller, messages =>
      sendEvents(messages, res, { heartbeat, limits, toText: toWatchManyText }),
    );
  });

  return router;
}

/** A client of server-sent events sends this header when it reconnects. */
function readLastEventId(req: Request): string | undefined {
  const id = req.header('last-event-id') || undefined;
  if (id !== undefined && !/^[1-9][0-9]{0,18}$/.test(id)) {
    throw SkeError.invalidInput([
      invalidField('Last-Event-ID', 'is not the id of a watch event'),
    ]);
  }
  return id;
}
