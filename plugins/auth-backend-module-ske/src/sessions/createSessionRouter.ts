import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { SkeError, tokenKinds } from '@kratix-portal/plugin-ske-common';
import { internalRoutes } from '@kratix-portal/plugin-ske-node';
import express, { type NextFunction, type Router } from 'express';
import type { Request, Response } from 'express';
import { callerOf } from './callerOf';
import type { EndedSessions } from './EndedSessions';
import { rejectExpiredTokens } from './rejectExpiredTokens';
import { respond } from './respond';
import type { SessionAudit } from './SessionAudit';
import { tokenMissing } from './sessionErrors';
import type { Sessions } from './Sessions';
import { platformTokenOf } from './StoredTokens';

/** The plugin that gets tokens. */
const RECEIVER = 'plugin:ske';
/** Backstage's own Kubernetes plugin, which gets tokens if the configuration says so. */
const KUBERNETES = 'plugin:kubernetes';

/**
 * Two routes for other plugins of the backend. The first route returns the token of the user for whom a plugin acts (S5): to the `ske` plugin, and if configured also
 * to Backstage's Kubernetes plugin. The second route tells the `ske` plugin which sessions have ended.
 *
 * For the first route, Backstage verifies that the call is made on behalf of a user, and names the plugin that makes the call. All other callers get
 * 403: the browser of the user, a service without a user, and every other plugin. The caller cannot choose the user. The second route accepts only
 * calls that the `ske` plugin makes without a user.
 */
export function createSessionRouter(options: {
  sessions: Sessions;
  ended: EndedSessions;
  httpAuth: HttpAuthService;
  audit: SessionAudit;
  /** Whether Backstage's Kubernetes plugin gets tokens too. */
  servesKubernetesPlugin: boolean;
}): Router {
  const { sessions, ended, httpAuth, audit, servesKubernetesPlugin } = options;
  const receivers = [RECEIVER, ...(servesKubernetesPlugin ? [KUBERNETES] : [])];

  async function release(req: Request, res: Response): Promise<void> {
    // Services are refused later, so that their calls are audited.
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const caller = callerOf(principal);
    const { provider: providerId } = req.query;
    const call = {
      eventId: 'ske-token-release',
      severityLevel: 'low' as const,
      request: req,
      caller: caller.key,
      meta: {
        ...caller.meta,
        ...(typeof providerId === 'string' && { provider: providerId }),
      },
    };
    await respond(res, () =>
      audit.call(call, async meta => {
        const { userRef, plugin } = caller;
        if (!userRef || !receivers.some(each => each === plugin)) {
          throw new NotAllowedError(
            `Only ${receivers.join(' and ')} may ask for the access token of a user, on behalf of this user.`,
          );
        }
        if (typeof providerId !== 'string') {
          throw SkeError.invalidInput([
            { field: 'provider', message: 'provider is missing.' },
          ]);
        }
        const session = await sessions.openNewest(
          {
            userRef,
            providerId,
            furtherProviderIds: readTexts(req.query.furtherProvider),
          },
          readRejected(req),
        );
        meta.session = session.sessionId;
        meta.provider = session.providerId;
        // The `ske` plugin sends the kind of token (access or ID token) if the configuration of the cluster has a `tokenKind`. Otherwise the `tokenKind` of the provider applies.
        const kind =
          tokenKinds.find(each => each === req.query.tokenKind) ??
          session.tokenKind;
        const accessToken = platformTokenOf(session.tokens, kind);
        if (accessToken === undefined) {
          const { id_token: idToken } = session.tokens.values;
          const hasExpired = kind === 'id' && idToken !== undefined;
          throw tokenMissing(session.providerId, kind, hasExpired);
        }
        return {
          accessToken,
          ...(session.remainingMs !== undefined && {
            expiresInMs: session.remainingMs,
          }),
          session: { id: session.sessionId, version: session.version },
        };
      }),
    );
  }

  /**
   * A long poll: responds with the ids of ended sessions as soon as a session has ended, or with an empty list after `wait` milliseconds. The ids are not secret, but no
   * other plugin needs them.
   */
  async function listEnded(req: Request, res: Response): Promise<void> {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const caller = callerOf(principal);
    if (caller.userRef || caller.plugin !== RECEIVER) {
      const call = {
        eventId: 'ske-session-ends',
        severityLevel: 'medium' as const,
        request: req,
        caller: caller.key,
        meta: caller.meta,
      };
      await audit.call(call, async () => {
        throw new NotAllowedError(
          `Only ${RECEIVER} may ask which sessions have ended.`,
        );
      });
    }
    const left = new AbortController();
    res.once('close', () => left.abort());
    const list = await ended.list({
      since: readMs(req.query.since),
      waitMs: readMs(req.query.wait) ?? 0,
      signal: left.signal,
    });
    res.set('cache-control', 'no-store').json(list);
  }

  const router = express.Router();
  router.use(internalRoutes.prefix, rejectExpiredTokens);
  router.get(
    internalRoutes.endedSessions,
    (req: Request, res: Response, next: NextFunction): void => {
      listEnded(req, res).catch(next);
    },
  );
  router.get(
    internalRoutes.sessionToken,
    (req: Request, res: Response, next: NextFunction): void => {
      release(req, res).catch(next);
    },
  );
  return router;
}

function readTexts(value: unknown): string[] {
  return [value].flat().filter(each => typeof each === 'string');
}

function readMs(value: unknown): number | undefined {
  const ms = Number(value);
  return Number.isSafeInteger(ms) && ms >= 0 ? ms : undefined;
}

function readRejected(
  req: Request,
): { sessionId: string; version: number } | undefined {
  const { rejectedSession: sessionId, rejectedVersion } = req.query;
  const version = Number(rejectedVersion);
  return typeof sessionId === 'string' && Number.isSafeInteger(version)
    ? { sessionId, version }
    : undefined;
}
