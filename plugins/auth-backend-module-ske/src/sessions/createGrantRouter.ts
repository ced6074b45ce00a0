import type {
  AuditorService,
  AuditorServiceEvent,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { rejectExpiredTokens } from './rejectExpiredTokens';
import type { TaskGrants } from './TaskGrants';

const TAKE_PATH = '/.ske/grants';
const EXCHANGE_PATH = '/.ske/grants/exchange';
/** The only plugin whose tasks act for users who may have left. */
const HOLDER = 'plugin:scaffolder';

const takeSchema = z.object({ taskId: z.string().min(1).max(255) });
const exchangeSchema = takeSchema.extend({ grant: z.string().max(100) });

/** The routes with which tasks of the scaffolder take a grant, and exchange it for a Backstage token (S18). */
export function createGrantRouter(options: {
  grants: TaskGrants;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const { grants, httpAuth, auditor } = options;

  /** On behalf of the user, so the plugin cannot choose the user. */
  async function take(req: Request, res: Response): Promise<void> {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const { userEntityRef: userRef, actor } = principal;
    const event = await auditor.createEvent({
      eventId: 'ske-task-grant',
      severityLevel: 'low',
      request: req,
      meta: { user: userRef, task: String(req.body?.taskId) },
    });
    await answer(res, event, async () => {
      requireHolder(actor?.subject);
      const { taskId } = parse(takeSchema, req.body);
      return grants.take({ userRef, plugin: HOLDER, taskId });
    });
  }

  /** As the plugin itself: the user's own token has expired. */
  async function exchange(req: Request, res: Response): Promise<void> {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['service'],
    });
    const event = await auditor.createEvent({
      eventId: 'ske-task-token',
      severityLevel: 'low',
      request: req,
      meta: { task: String(req.body?.taskId) },
    });
    await answer(res, event, async () => {
      requireHolder(principal.subject);
      const { grant, taskId } = parse(exchangeSchema, req.body);
      const { token, userRef } = await grants.exchange({
        grant,
        plugin: HOLDER,
        taskId,
      });
      await event.success({ meta: { user: userRef } });
      return { token };
    });
  }

  const router = express.Router();
  router.use('/.ske', rejectExpiredTokens);
  const json = express.json({ limit: '8kb' });
  for (const [path, handle] of [
    [TAKE_PATH, take],
    [EXCHANGE_PATH, exchange],
  ] as const) {
    router.post(
      path,
      json,
      (req: Request, res: Response, next: NextFunction): void => {
        handle(req, res).catch(next);
      },
    );
  }
  return router;
}

async function answer(
  res: Response,
  event: AuditorServiceEvent,
  work: () => Promise<object>,
): Promise<void> {
  res.set('cache-control', 'no-store');
  try {
    const body = await work();
    if (!('token' in body)) {
      await event.success();
    }
    res.json(body);
  } catch (error) {
    await event.fail({ error: error as Error });
    if (!SkeError.is(error)) {
      throw error;
    }
    const { status, code, message, hint } = error;
    res.status(status).json({ error: { code, message, hint } });
  }
}

function requireHolder(subject: string | undefined): void {
  if (subject !== HOLDER) {
    throw new NotAllowedError(`Only ${HOLDER} may use grants of tasks.`);
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw SkeError.invalidInput([
      { field: 'body', message: z.prettifyError(parsed.error) },
    ]);
  }
  return parsed.data;
}
