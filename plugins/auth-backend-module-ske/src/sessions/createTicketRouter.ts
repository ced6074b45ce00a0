import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { tokenKinds } from '@kratix-portal/plugin-ske-common';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { z } from 'zod';
import { callerOf } from './callerOf';
import type { ClusterTickets } from './ClusterTickets';
import { parseBody } from './parseBody';
import { rejectExpiredTokens } from './rejectExpiredTokens';
import { respond } from './respond';
import type { SessionAudit } from './SessionAudit';

const CREATE_PATH = '/.ske/cluster-tickets';
const REDEEM_PATH = '/.ske/cluster-tickets/redeem';
/** The only plugin that may redeem tickets. */
const RECEIVER = 'plugin:kubernetes';

const nameSchema = z.string().min(1).max(255);
const createSchema = z.object({ provider: nameSchema });
const redeemSchema = createSchema.extend({
  ticket: z.string().max(4_000),
  tokenKind: z.enum(tokenKinds).optional(),
});

/** The routes with which Backstage's Kubernetes plugin gets the token of the user whose browser calls it. They exist only if the configuration says so. */
export function createTicketRouter(options: {
  tickets: ClusterTickets;
  httpAuth: HttpAuthService;
  audit: SessionAudit;
}): Router {
  const { tickets, httpAuth, audit } = options;

  async function begin(req: Request) {
    // Other callers are refused later, so that their calls are audited.
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return callerOf(principal);
  }

  /** The user's own browser, so no other plugin can make a ticket for the user. */
  async function create(req: Request, res: Response): Promise<void> {
    const caller = await begin(req);
    const { key, meta } = caller;
    const call = {
      eventId: 'ske-cluster-ticket',
      severityLevel: 'low' as const,
      ...{ request: req, caller: key, meta },
    };
    await respond(res, () =>
      audit.call(call, async found => {
        const { userRef, plugin } = caller;
        if (!userRef || plugin !== undefined) {
          throw new NotAllowedError(
            'Only the browser of a user may ask for a ticket.',
          );
        }
        const { provider } = parseBody(createSchema, req.body);
        found.provider = provider;
        return tickets.create({ userRef, providerId: provider });
      }),
    );
  }

  async function redeem(req: Request, res: Response): Promise<void> {
    const caller = await begin(req);
    const { key, meta } = caller;
    const call = {
      eventId: 'ske-token-release',
      severityLevel: 'low' as const,
      ...{ request: req, caller: key, meta },
    };
    await respond(res, () =>
      audit.call(call, async found => {
        if (caller.userRef || caller.plugin !== RECEIVER) {
          throw new NotAllowedError(`Only ${RECEIVER} may redeem tickets.`);
        }
        const { ticket, provider, tokenKind } = parseBody(
          redeemSchema,
          req.body,
        );
        found.provider = provider;
        const { accessToken, userRef, sessionId } = await tickets.redeem({
          ticket,
          providerId: provider,
          tokenKind,
        });
        Object.assign(found, { user: userRef, session: sessionId });
        return { accessToken };
      }),
    );
  }

  const router = express.Router();
  router.use('/.ske', rejectExpiredTokens);
  const json = express.json({ limit: '8kb' });
  for (const [path, handle] of [
    [CREATE_PATH, create],
    [REDEEM_PATH, redeem],
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
