import { internalRoutes } from '@kratix-portal/plugin-ske-node';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { InvalidLogoutTokenError, type LogoutTokens } from './LogoutTokens';
import type { SessionAudit } from './SessionAudit';
import type { Sessions } from './Sessions';

/** The URL at the provider is `<backend.baseUrl>/api/auth/.ske/backchannel-logout/<provider id>`. */
const PATH = `${internalRoutes.prefix}/backchannel-logout/:providerId`;
const LONGEST_BODY = '64kb';

/**
 * Receives logout tokens of the OIDC providers (OpenID Connect Back-Channel Logout 1.0). The provider sends a logout token when a user's session at the
 * provider ends, for example because the user signed out of another application, or because an administrator ended the session. The signature of the
 * logout token authenticates the request.
 */
export function createLogoutRouter(options: {
  sessions: Sessions;
  logoutTokens: LogoutTokens;
  audit: SessionAudit;
}): Router {
  const { sessions, logoutTokens, audit } = options;

  async function logOut(req: Request, res: Response): Promise<void> {
    const { providerId } = req.params;
    res.set('cache-control', 'no-store');
    const providers = sessions.listProviders(providerId);
    const logoutToken: unknown = req.body?.logout_token;
    if (providers.length === 0 || typeof logoutToken !== 'string') {
      res.status(400).json({ error: 'invalid_request' });
      return;
    }
    const call = {
      eventId: 'ske-backchannel-logout',
      severityLevel: 'medium' as const,
      request: req,
      caller: providerId,
      meta: { provider: providerId },
    };
    try {
      await audit.call(call, async meta => {
        meta.ended = await logoutTokens.accept(logoutToken, providers);
      });
      res.status(200).end();
    } catch (error) {
      if (error instanceof InvalidLogoutTokenError) {
        res.status(400).json({
          error: 'invalid_request',
          error_description: `The logout token is not valid: ${error.message}.`,
        });
      } else {
        // The provider may send the token again.
        res.status(503).json({ error: 'temporarily_unavailable' });
      }
    }
  }

  const router = express.Router();
  router.post(
    PATH,
    express.urlencoded({ extended: false, limit: LONGEST_BODY }),
    (req: Request, res: Response, next: NextFunction): void => {
      logOut(req, res).catch(next);
    },
  );
  return router;
}
