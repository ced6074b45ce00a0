import type { Page } from '@playwright/test';
import { expect, findUser, signIn, signInButton, test } from '../fixtures';
import { StoredSession } from './StoredSession';

const TABS = 20;
/**
 * A page without streams. A browser opens at most six connections to an HTTP/1.1 server, and the portal closes streams only in hidden tabs, which
 * these are not: twenty streams would leave no connection for other calls.
 */
const PAGE = '/settings';
/** Twenty pages share the processor of a small machine. */
const LOAD_MILLISECONDS = 120_000;

// A trace of twenty pages takes longer than the test.
test.use({ trace: 'off' });

/*
 * Keycloak's realm in the demo has "Revoke Refresh Token" on, and allows no reuse: a second exchange of a refresh token ends the session. The same
 * test with two replicas of the backend is packages/demo/src/selfTest/manyTabs.integration.test.ts.
 */
test('S14: twenty tabs whose token has expired refresh the session only once, when they are opened at once and when they are reloaded at once, and stay signed in', async ({
  page,
  context,
  endpoints,
}) => {
  const user = findUser(endpoints, 'user-admin');
  await signIn(page, user);
  const session = StoredSession.find(endpoints, user);
  const tabs = await Promise.all(
    Array.from({ length: TABS }, () => context.newPage()),
  );
  const expectSignedIn = async (tab: Page) => {
    await expect(tab.getByText(user.email).first()).toBeVisible({
      timeout: LOAD_MILLISECONDS,
    });
    await expect(signInButton(tab)).toBeHidden();
  };
  const refreshes = session.countRefreshes();

  session.expire();
  await Promise.all(
    tabs.map(tab => tab.goto(PAGE, { timeout: LOAD_MILLISECONDS })),
  );
  await Promise.all(tabs.map(expectSignedIn));
  expect(session.countRefreshes()).toBe(refreshes + 1);

  session.expire();
  await Promise.all(
    tabs.map(tab => tab.reload({ timeout: LOAD_MILLISECONDS })),
  );
  await Promise.all(tabs.map(expectSignedIn));
  expect(session.countRefreshes()).toBe(refreshes + 2);
});
