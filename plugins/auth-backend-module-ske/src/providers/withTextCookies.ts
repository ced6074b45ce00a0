import type { AuthProviderRouteHandlers } from '@backstage/plugin-auth-node';
import type { Request, Response } from 'express';

/**
 * Ignores cookies whose value is not a text. Backstage's cookie parser reads a cookie that begins with `j:` as JSON, so that the browser could send an object as its
 * refresh token, and the error of the code that expects a text would be in the response.
 */
export function withTextCookies(
  handlers: AuthProviderRouteHandlers,
): AuthProviderRouteHandlers {
  const { frameHandler, refresh, logout } = handlers;
  const wrap =
    (handle: (req: Request, res: Response) => Promise<void>) =>
    (req: Request, res: Response): Promise<void> => {
      req.cookies = Object.fromEntries(
        Object.entries(req.cookies ?? {}).filter(
          ([, value]) => typeof value === 'string',
        ),
      );
      return handle.call(handlers, req, res);
    };
  return {
    ...handlers,
    frameHandler: wrap(frameHandler),
    ...(refresh && { refresh: wrap(refresh) }),
    ...(logout && { logout: wrap(logout) }),
  };
}
