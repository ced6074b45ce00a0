import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** The browser part of `npm run test:adoption`, which starts the portal. */
export default defineConfig({
  ...config,
  testDir: 'packages/app/e2e-tests/adoption',
  testMatch:
    process.env.PORTAL_FRONTEND === 'old'
      ? '**/oldFrontend.test.ts'
      : '**/adoption.test.ts',
  outputDir: '.local/adoption/browser',
  reporter: [['list']],
  projects: [{ name: 'adoption', use: { baseURL: process.env.PORTAL_URL } }],
  // The app has a portal of its own, which `npm run test:adoption` starts and stops.
  webServer: undefined,
  globalSetup: undefined,
});
