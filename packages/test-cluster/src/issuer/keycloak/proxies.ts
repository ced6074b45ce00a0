import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createProxyMiddleware,
  responseInterceptor,
  type RequestHandler,
} from 'http-proxy-middleware';
import {
  asksForFreshLogin,
  cookieForBrowser,
  locationForBrowser,
  textForBrowser,
} from './browserView';
import { REALM } from './keycloakRelease';

const REALM_PATH = `/realms/${REALM}/`;
const DISCOVERY_PATH = `${REALM_PATH}.well-known/openid-configuration`;

/** What a person's browser needs: the pages of sign-in and sign-out, and what they are made of. No token is ever to be had here. */
const BROWSER_PATHS = new RegExp(
  `^(${REALM_PATH}(login-actions/|protocol/openid-connect/(auth|logout|3p-cookies/|login-status-iframe\\.html))|/resources/)`,
);

/** Where the proxies stand between. */
export interface ProxyOrigins {
  /** Keycloak itself. */
  keycloak: string;
  /** https. */
  issuer: string;
  /** http on localhost. */
  login: string;
}

/** For the API server and the portal's backend, over https: everything of the realm, with browsers sent to the login origin. */
export function issuerProxy(origins: ProxyOrigins): RequestHandler {
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

/** For a person's browser, over http on localhost: only the pages of sign-in and sign-out. */
export function loginProxy(origins: ProxyOrigins): RequestHandler {
  const pages = createProxyMiddleware({
    ...common(origins),
    pathFilter: path => BROWSER_PATHS.test(path),
    selfHandleResponse: true,
    on: {
      proxyReq: (proxyReq, req) => {
        if (asksForFreshLogin(new URL(req.url ?? '/', origins.login))) {
          proxyReq.removeHeader('cookie');
        }
      },
      proxyRes: responseInterceptor(async (buffer, proxyRes, _req, res) => {
        const { location, 'set-cookie': cookies } = proxyRes.headers;
        if (location) {
          res.setHeader(
            'location',
            locationForBrowser(location, origins.issuer, origins.login),
          );
        }
        if (cookies) {
          res.setHeader('set-cookie', cookies.map(cookieForBrowser));
        }
        return isText(proxyRes.headers['content-type'])
          ? textForBrowser(
              buffer.toString('utf8'),
              origins.issuer,
              origins.login,
            )
          : buffer;
      }),
    },
  });
  return chain(pages);
}

/** The discovery document, with the two endpoints that browsers visit on the login origin. */
export function discoveryForBrowsers(
  document: string,
  origins: Pick<ProxyOrigins, 'issuer' | 'login'>,
): string {
  const metadata: Record<string, unknown> = JSON.parse(document);
  for (const key of ['authorization_endpoint', 'end_session_endpoint']) {
    metadata[key] = locationForBrowser(
      String(metadata[key]),
      origins.issuer,
      origins.login,
    );
  }
  return JSON.stringify(metadata);
}

/** Keycloak is told the same origin by both proxies, so that all it signs and links names one issuer. */
function common(origins: ProxyOrigins) {
  const { protocol, hostname, port, host } = new URL(origins.issuer);
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

/** Tries one after the other; what none takes does not exist. */
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
    res.end('Nothing is served at this address. Sign in from the portal.\n');
  };
  return ((req: IncomingMessage, res: ServerResponse) =>
    run(req, res, 0)) as RequestHandler;
}

function isText(contentType: string | undefined): boolean {
  return /^(text\/html|application\/json)\b/i.test(contentType ?? '');
}
