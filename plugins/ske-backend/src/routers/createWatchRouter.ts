import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import { parseInput } from '../inputs';
import {
  becomeStream,
  DEFAULT_STREAM_LIMITS,
  Heartbeat,
  refuseHead,
  sendEvents,
} from '../streams';
import type { StreamRouterOptions } from './RouterOptions';

const watchSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  labelSelector: z.string().optional(),
  resourceVersion: z.string().optional(),
});

/** `GET /watch`: changes to objects as they happen, as server-sent events. */
export function createWatchRouter(options: StreamRouterOptions): Router {
  const { httpAuth, services } = options;
  const limits = { ...DEFAULT_STREAM_LIMITS, ...options.streamLimits };
  const heartbeat = new Heartbeat(limits.heartbeatMs);
  const router = PromiseRouter();

  router.get('/watch', refuseHead, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const query = parseInput(watchSchema, req.query);
    const resourceVersion = readLastEventId(req) ?? query.resourceVersion;
    await becomeStream(req, res, options);
    await services.watches.watch(
      { ...query, resourceVersion },
      caller,
      messages => sendEvents(messages, res, { heartbeat, limits }),
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
