import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { StreamRouterOptions } from './RouterOptions';
import { parseInput } from './parseInput';
import { readCaller } from './readCaller';
import { becomeStream } from './streams/becomeStream';
import { sendEvents } from './streams/EventStream';
import { Heartbeat } from './streams/Heartbeat';
import { refuseHead } from './streams/refuseHead';
import { DEFAULT_STREAM_LIMITS } from './streams/StreamLimits';

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
    const caller = await readCaller(req, res, httpAuth);
    const query = parseInput(watchSchema, req.query);
    await becomeStream(req, res, options);
    const resourceVersion = lastEventId(req) ?? query.resourceVersion;
    await services.watches.watch(
      { ...query, resourceVersion },
      caller,
      messages => sendEvents(messages, res, { heartbeat, limits }),
    );
  });

  return router;
}

/** What a client of server-sent events sends when it opens a stream again. */
function lastEventId(req: Request): string | undefined {
  return req.header('last-event-id') || undefined;
}
