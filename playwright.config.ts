import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import {
  portals,
  runsEmulators,
  usersFile,
} from './packages/app/e2e-tests/portals';
import { sharedPromisesFolder } from './packages/app/e2e-tests/sharedPromises';
import { requireChromium } from './scripts/test/chromium.mjs';

/** Tests of forms, which do not depend on the provider, so they run with one provider only. */
const SHARED_TESTS = /\.shared\.test\.ts$/;
/** Tests with configurations of their own: playwright.adoption.config.ts and playwright.gallery.config.ts. */
const OTHER_TESTS = /\/(adoption|gallery)\//;

/** Tests of sessions that outlive their tokens, with the provider that ends a session at the second use of a refresh token: Keycloak in session mode. */
const SESSION_TESTS = /\/sessions\//;

/** They start a platform and a portal of their own, so no web server does. */
const EMULATOR_TESTS = /\/emulators\/.*\.test\.ts$/;

/**
 * Journeys over the live pages, and over those that write. The sign-in, which depends on the provider, has tests of its own, so they run with one
 * provider: in mode `tok` by default, and with `AUTH=session` in session mode.
 */
const JOURNEYS = /\/(journeys|writing)\//;
const JOURNEYS_RUN_WITH = 'oidc-provider';

const sharedTestsRunWith = existsSync(sharedPromisesFolder)
  ? 'oidc-provider'
  : undefined;

/**
 * The browser tests run against demo portals that `npm start` itself starts, one for each OIDC provider.
 */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  globalSetup: require.resolve('./packages/app/e2e-tests/requireOwnPortals'),
  outputDir: '.local/browser/results',
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: !!process.env.CI,
  // The tests use one portal and one browser at a time, because two cores are not enough for more.
  workers: 1,
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : [['list']],
  use: {
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    // A trace takes a picture and a copy of the page at each step, and half as long again as the test. `--trace on` records one.
    trace: 'off',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: requireChromium(process.env),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    ...portals.map(portal => ({
      name: portal.idp,
      testIgnore: [
        OTHER_TESTS,
        EMULATOR_TESTS,
        ...(portal.idp === sharedTestsRunWith ? [] : [SHARED_TESTS]),
        ...(portal.idp === JOURNEYS_RUN_WITH ? [] : [JOURNEYS]),
        ...(portal.idp === 'keycloak' && portal.auth === 'session'
          ? []
          : [SESSION_TESTS]),
      ],
      use: { baseURL: portal.url },
    })),
    ...(runsEmulators
      ? [{ name: 'emulators', testMatch: EMULATOR_TESTS }]
      : []),
  ],
  webServer: portals.map(portal => ({
    name: portal.idp,
    command: `node scripts/start.mjs --reset --idp ${portal.idp} --auth ${portal.auth} --port ${portal.port} --state-dir ${portal.stateDir} --users ${usersFile}`,
    url: `${portal.url}/.backstage/health/v1/readiness`,
    reuseExistingServer: !process.env.CI,
    timeout: 10 * 60_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 30_000 },
    stdout: 'pipe' as const,
  })),
});
