import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { requireChromium } from './scripts/test/chromium.mjs';

const PORT = 7017;

const hasRecordings = existsSync(
  resolve(__dirname, '../shared/kratix/recordings'),
);

/** Photographs and checks every designed state of the pages, without a portal and a cluster. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests/gallery',
  testIgnore: hasRecordings ? [] : [/\.shared\.test\.ts$/],
  outputDir: '.local/gallery-results',
  timeout: 15 * 60_000,
  expect: { timeout: 30_000 },
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : [['list']],
  use: {
    actionTimeout: 30_000,
    baseURL: `http://localhost:${PORT}`,
    launchOptions: {
      executablePath: requireChromium(process.env),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    },
  },
  webServer: {
    command: `node scripts/gallery/main.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}`,
    reuseExistingServer: !process.env.CI,
    timeout: 5 * 60_000,
  },
});
