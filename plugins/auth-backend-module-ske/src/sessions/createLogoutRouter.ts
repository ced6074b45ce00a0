import type { AuditorService } from '@backstage/backend-plugin-api';
import express, {
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from 'express';
import { InvalidLogoutTokenError, type LogoutTokens } from './LogoutTokens';
import type { Sessions } from './Sessions';

/** The URL at the provider is `<backend.baseUrl>/api/auth/.ske/backchannel-logout/<provider id>`. */
const PATH = '/.ske/backchannel-logout/:providerId';
const LONGEST_BODY = '64kb';

/**
 * Receives logout tokens of the OIDC providers (OpenID Connect Back-Channel Logout 1.0). The provider sends one when a user's session ends there, for
 * example because the user signed out of another application, or an administrator ended it. The token's signature authenticates the request.
 */
export function createLogoutRouter(options: {
  sessions: Sessions;
  logoutTokens: LogoutTokens;
  auditor: AuditorService;
}): Router {
  const { sessions, logoutTokens, auditor } = options;

  async function logOut(req: Request, res: Response): Promise<void> {
    const { providerId } = req.params;
    res.set('cache-control', 'no-store');
    const provider = sessions.findProvider(providerId);
    const logoutToken: unknown = req.body?.logout_token;
    if (!provider || typeof logoutToken !== 'string') {
      res.status(400).json({ error: 'invalid_request' });
      return;
    }
    const event = await auditor.createEvent({
      eventId: 'ske-backchannel-logout',
      severityLevel: 'low',
      request: req,
      meta: { provider: provider.providerId },
    });
    try {
      const ended = await logoutTokens.accept(
        logoutToken,
        provider.fingerprint,
        await provider.readMetadata(),
      );
      await event.success({ meta: { ended } });
      res.status(200).end();
    } catch (error) {
      await event.fail({ error: error as Error });
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
