import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';

const root = resolve(__dirname, '../../..');

/** The users of the browser tests: those of the demo, and one who has rights in a single namespace. */
export const usersFile = resolve(__dirname, 'users.json');

/**
 * The demo portals of the browser tests: one for each OIDC provider, or only the one in the environment variable `IDP`.
 * Each portal uses a different mode of the sign-in (`ske.auth.mode`), unless the environment variable `AUTH` sets one mode for all.
 */
export const portals = (
  [
    { idp: 'oidc-provider', port: 7171, auth: 'tok' },
    { idp: 'keycloak', port: 7172, auth: 'session' },
  ] as const
)
  .filter(({ idp }) => !process.env.IDP || process.env.IDP === idp)
  .map(portal => ({
    ...portal,
    auth: readAuth() ?? portal.auth,
    url: `http://localhost:${portal.port}`,
    stateDir: resolve(root, '.local/browser', portal.idp),
  }));

/** @throws Error for a value that is not a mode */
function readAuth(): 'tok' | 'session' | undefined {
  const auth = process.env.AUTH || undefined;
  if (auth === undefined || auth === 'tok' || auth === 'session') {
    return auth;
  }
  throw new Error(`AUTH is '${auth}'. It must be tok or session.`);
}

/** The tests with emulated OIDC providers run with `IDP=emulators`, and when the variable is not set. */
export const runsEmulators =
  !process.env.IDP || process.env.IDP === 'emulators';

/** Reads the endpoints that `npm start` wrote for the portal of a test project, or the file in `PORTAL_ENDPOINTS`. */
export function readEndpoints(idp: string): Endpoints {
  return JSON.parse(readFileSync(endpointsFile(idp), 'utf8'));
}

/** Returns the same endpoints, or undefined while `npm start` has not written them. */
export function findEndpoints(idp: string): Endpoints | undefined {
  return existsSync(endpointsFile(idp)) ? readEndpoints(idp) : undefined;
}

function endpointsFile(idp: string): string {
  if (process.env.PORTAL_ENDPOINTS) {
    return process.env.PORTAL_ENDPOINTS;
  }
  const portal = portals.find(p => p.idp === idp);
  if (!portal) {
    throw new Error(`No demo portal for the project '${idp}'`);
  }
  return resolve(portal.stateDir, 'endpoints.json');
}
