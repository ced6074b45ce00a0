import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { internalRoutes } from '@kratix-portal/plugin-ske-node';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { type Caller, callerOf } from './callerOf';
import { parseBody } from './parseBody';
import { rejectExpiredTokens } from './rejectExpiredTokens';
import { respond } from './respond';
import type { SessionAudit } from './SessionAudit';
import type { TaskGrants } from './TaskGrants';

/** The only plugin that may take grants: its tasks continue after their users have closed the portal. */
const HOLDER = 'plugin:scaffolder';

const LONGEST_NAME = 255;
const MOST_PROVIDERS = 20;
const nameSchema = z.string().min(1).max(LONGEST_NAME);
const taskSchema = z.object({ taskId: nameSchema });
/** The secret of a grant, with 256 bits. The scaffolder sends a secret if another process must be able to derive the same secret. */
const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const takeSchema = taskSchema.extend({
  provider: nameSchema,
  furtherProviders: z.array(nameSchema).max(MOST_PROVIDERS).optional(),
  secret: secretSchema.optional(),
});
const exchangeSchema = taskSchema.extend({ grant: z.string().max(100) });

/** The routes with which tasks of the scaffolder take a grant, exchange it for a Backstage token, and release it at their end (S18). */
export function createGrantRouter(options: {
  grants: TaskGrants;
  httpAuth: HttpAuthService;
  audit: SessionAudit;
}): Router {
  const { grants, httpAuth, audit } = options;

  /** The caller and the event of a call. */
  async function begin(
    req: Request,
    event: { eventId: string; severityLevel: 'low' | 'medium' },
  ) {
    // Other callers are refused later, so that their calls are audited.
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const caller = callerOf(principal);
    const taskId: unknown = req.body?.taskId;
    const task =
      typeof taskId === 'string' ? taskId.slice(0, LONGEST_NAME) : undefined;
    const meta = { ...caller.meta, ...(task !== undefined && { task }) };
    // The scaffolder calls for the tasks of all users, so its refusals are limited for each task. For any other caller they are limited for the caller, because such a
    // caller could invent tasks and fill the audit log.
    const key =
      isHolder(caller) && task !== undefined
        ? `${caller.key} ${task}`
        : caller.key;
    return { caller, call: { ...event, request: req, caller: key, meta } };
  }

  /** Takes a grant. The plugin calls on behalf of the user, so it cannot choose the user. */
  async function take(req: Request, res: Response): Promise<void> {
    const { caller, call } = await begin(req, {
      eventId: 'ske-task-grant',
      severityLevel: 'medium',
    });
    await respond(res, () =>
      audit.call(call, async meta => {
        const { userRef } = caller;
        if (!userRef || caller.plugin !== HOLDER) {
          throw notAllowed();
        }
        const { taskId, provider, furtherProviders, secret } = parseBody(
          takeSchema,
          req.body,
        );
        meta.provider = provider;
        return grants.take({
          userRef,
          providerId: provider,
          furtherProviderIds: furtherProviders,
          plugin: HOLDER,
          taskId,
          secret,
        });
      }),
    );
  }

  /** Exchanges a grant. The plugin calls as itself, because the user's own token has expired. */
  async function exchange(req: Request, res: Response): Promise<void> {
    const { caller, call } = await begin(req, {
      eventId: 'ske-task-token',
      severityLevel: 'medium',
    });
    await respond(res, () =>
      audit.call(call, async meta => {
        requireHolder(caller);
        const { grant, taskId } = parseBody(exchangeSchema, req.body);
        const { token, userRef } = await grants.exchange({
          grant,
          plugin: HOLDER,
          taskId,
        });
        meta.user = userRef;
        return { token };
      }),
    );
  }

  /** Releases a grant. The plugin calls as itself when it notices that the task has ended. */
  async function release(req: Request, res: Response): Promise<void> {
    const { caller, call } = await begin(req, {
      eventId: 'ske-task-release',
      severityLevel: 'low',
    });
    await respond(res, () =>
      audit.call(call, async () => {
        requireHolder(caller);
        const { grant, taskId } = parseBody(exchangeSchema, req.body);
        return grants.release({ grant, plugin: HOLDER, taskId });
      }),
    );
  }

  const router = express.Router();
  router.use(internalRoutes.prefix, rejectExpiredTokens);
  const json = express.json({ limit: '8kb' });
  for (const [path, handle] of [
    [internalRoutes.takeGrant, take],
    [internalRoutes.exchangeGrant, exchange],
    [internalRoutes.releaseGrant, release],
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

/** Whether the plugin calls as itself, and not on behalf of a user. */
function isHolder({ userRef, plugin }: Caller): boolean {
  return !userRef && plugin === HOLDER;
}

function requireHolder(caller: Caller): void {
  if (!isHolder(caller)) {
    throw notAllowed();
  }
}

function notAllowed(): Error {
  return new NotAllowedError(`Only ${HOLDER} may use grants of tasks.`);
}
