import { setTimeout as delay } from 'node:timers/promises';
import { findEndpoints, portals } from './portals';

/** `npm start` writes the endpoints some seconds after its portal begins to respond. */
const WRITTEN_WITHIN_MS = 30_000;
const POLL_MS = 250;

/**
 * Rejects a portal of another checkout. Outside of CI the tests reuse a running portal, and the portals of all checkouts have the same ports. A portal
 * of this checkout sends users to the OIDC provider that its own `npm start` has started.
 */
export default async function requireOwnPortals(): Promise<void> {
  for (const { idp, url, stateDir } of portals) {
    if (!(await isOwn(idp, url))) {
      throw new Error(
        `The portal at ${url} is not the one of this checkout (${stateDir}). Stop the other portal, and start the tests again.`,
      );
    }
  }
}

async function isOwn(idp: string, url: string): Promise<boolean> {
  const providerId = idp === 'keycloak' ? 'keycloak' : 'oidc';
  const { headers } = await fetch(
    `${url}/api/auth/${providerId}/start?env=development&scope=openid`,
    { redirect: 'manual' },
  );
  const loginPage = headers.get('location');
  const until = performance.now() + WRITTEN_WITHIN_MS;
  for (;;) {
    const endpoints = findEndpoints(idp);
    if (endpoints) {
      const { loginUrl } = endpoints.oidcProvider;
      return (
        loginPage !== null &&
        new URL(loginPage).origin === new URL(loginUrl).origin
      );
    }
    if (performance.now() > until) {
      return false;
    }
    await delay(POLL_MS);
  }
}
