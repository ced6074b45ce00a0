import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createProxyMiddleware,
  responseInterceptor,
  type RequestHandler,
} from 'http-proxy-middleware';
import {
  cookieForBrowser,
  locationForBrowser,
  requiresNewLogin,
  textForBrowser,
} from './browserView';
import { REALM } from './keycloakRelease';

const REALM_PATH = `/realms/${REALM}/`;
const DISCOVERY_PATH = `${REALM_PATH}.well-known/openid-configuration`;

/** The paths that browsers need: the pages of sign-in and sign-out with their scripts and styles. None of them returns a token. */
const BROWSER_PATHS = new RegExp(
  `^(${REALM_PATH}(login-actions/|protocol/openid-connect/(auth|logout|3p-cookies/|login-status-iframe\\.html))|/resources/)`,
);

/** The origins of Keycloak and of the two proxies. */
export interface ProxyOrigins {
  /** Keycloak itself. */
  keycloak: string;
  /** For the API server and the portal's backend. */
  https: string;
  /** For browsers: http on localhost. */
  login: string;
}

/** For the API server and the portal's backend: all paths of the realm. The discovery document points browsers to the login origin. */
export function httpsProxy(origins: ProxyOrigins): RequestHandler {
  const forward = createProxyMiddleware({
    ...common(origins),
    pathFilter: path => path.startsWith(REALM_PATH) && path !== DISCOVERY_PATH,
  });
  const discovery = createProxyMiddleware({
    ...common(origins),
    pathFilter: DISCOVERY_PATH,
    selfHandleResponse: true,
    on: {
      proxyRes: responseInterceptor(async buffer =>
        discoveryForBrowsers(buffer.toString('utf8'), origins),
      ),
    },
  });
  return chain(discovery, forward);
}

/** For users' browsers: only the pages of sign-in and sign-out. */
export function loginProxy(origins: ProxyOrigins): RequestHandler {
  const pages = createProxyMiddleware({
    ...common(origins),
    pathFilter: path => BROWSER_PATHS.test(path),
    selfHandleResponse: true,
    on: {
      proxyReq: (proxyReq, req) => {
        if (requiresNewLogin(new URL(req.url ?? '/', origins.login))) {
          proxyReq.removeHeader('cookie');
        }
      },
      proxyRes: responseInterceptor(async (buffer, proxyRes, _req, res) => {
        const { location, 'set-cookie': cookies } = proxyRes.headers;
        if (location) {
          res.setHeader(
            'location',
            locationForBrowser(location, origins.https, origins.login),
          );
        }
        if (cookies) {
          res.setHeader('set-cookie', cookies.map(cookieForBrowser));
        }
        return isText(proxyRes.headers['content-type'])
          ? textForBrowser(
              buffer.toString('utf8'),
              origins.https,
              origins.login,
            )
          : buffer;
      }),
    },
  });
  return chain(pages);
}

/** Moves the two endpoints that browsers visit to the login origin in the discovery document. */
function discoveryForBrowsers(
  document: string,
  origins: Pick<ProxyOrigins, 'https' | 'login'>,
): string {
  const metadata: Record<string, unknown> = JSON.parse(document);
  for (const key of ['authorization_endpoint', 'end_session_endpoint']) {
    metadata[key] = locationForBrowser(
      String(metadata[key]),
      origins.https,
      origins.login,
    );
  }
  return JSON.stringify(metadata);
}

/** Both proxies forward the same origin to Keycloak, so that all its tokens and links have one issuer. */
function common(origins: ProxyOrigins) {
  const { protocol, hostname, port, host } = new URL(origins.https);
  return {
    target: origins.keycloak,
    headers: {
      'x-forwarded-proto': protocol.replace(':', ''),
      'x-forwarded-host': `${hostname}:${port}`,
      'x-forwarded-port': port,
      host,
    },
  };
}

/** Tries one handler after the other, and responds with 404 when none matches. */
function chain(...handlers: RequestHandler[]): RequestHandler {
  const run = async (
    req: IncomingMessage,
    res: ServerResponse,
    index: number,
  ): Promise<void> => {
    const handler = handlers[index];
    if (handler) {
      await handler(req, res, () => run(req, res, index + 1));
      return;
    }
    res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    res.end('There is no page at this address. Sign in from the portal.\n');
  };
  return ((req: IncomingMessage, res: ServerResponse) =>
    run(req, res, 0)) as RequestHandler;
}

function isText(contentType: string | undefined): boolean {
  return /^(text\/html|application\/json)\b/i.test(contentType ?? '');
}
