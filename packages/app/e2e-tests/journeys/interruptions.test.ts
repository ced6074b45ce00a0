import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';
import { expect, submitPassword, uniqueName, type Cluster } from '../fixtures';
import { press } from '../keyboard';
import {
  expectLive,
  expectSameDocument,
  header,
  markDocument,
} from './livePage';
import { bucket, BUCKETS, bucketUrl, TEAM_NAMESPACE } from './people';
import { onEach, openRequests, test, type Screen } from './screens';

/** The requests that fail while the browser has no network. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED/;

/**
 * The requests that fail while the API server restarts. A new API server rejects every token until it has read the issuer's keys, and serves the
 * kinds of CustomResourceDefinitions last.
 */
const RESTARTING = /status of (401|404|50\d)/;

/** Ends the API server with SIGTERM, and waits until the demo has started it again. */
async function restartApiServer({ pid, paths }: Endpoints): Promise<void> {
  const file = join(paths.stateDir, 'pids.json');
  const readPid = async () => {
    const { processes } = JSON.parse(await readFile(file, 'utf8'));
    return processes.find(
      (each: { name: string }) => each.name === 'kube-apiserver',
    )?.pid;
  };
  const before = await readPid();
  process.kill(pid, 'SIGUSR2');
  await expect
    .poll(async () => [undefined, before].includes(await readPid()))
    .toBe(false);
}

test('the network goes away and comes back, and the pages of all users continue', async ({
  screens,
  cluster,
  faults,
}) => {
  const name = uniqueName('offline');
  await onEach(screens, async screen => {
    await openRequests(screen);
    await markDocument(screen.page);
  });
  faults.expect(OFFLINE);
  try {
    await onEach(screens, async ({ page }) => {
      await page.context().setOffline(true);
      await expect(
        page.getByText(/The connection was lost\./).first(),
      ).toBeVisible({ timeout: 10_000 });
    });
    await cluster.apply(bucket({ name, namespace: TEAM_NAMESPACE }));
    await onEach(screens, async ({ page }) => {
      await page.context().setOffline(false);
      await expectLive(page);
      await expect(page.getByRole('link', { name, exact: true })).toHaveCount(
        1,
      );
      await expect(
        page.getByRole('row', { name: new RegExp(name) }),
      ).toContainText('Ready');
      await expectSameDocument(page);
    });
  } finally {
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
  }
});

test('the API server restarts, and the pages of all users continue', async ({
  screens,
  endpoints,
  cluster,
  faults,
}) => {
  const name = uniqueName('restart');
  try {
    await openBucket({ screens, cluster, name });
    faults.expect(RESTARTING);
    await restartApiServer(endpoints);
    await onEach(screens, ({ page }) =>
      expect(header(page)).toContainText('Ready'),
    );
    // The new process serves its own kinds first, and the kinds of CustomResourceDefinitions moments later.
    await expect(() => cluster.delete(BUCKETS, name, TEAM_NAMESPACE)).toPass();
    await onEach(screens, async ({ page }) => {
      // The page retries after at most half a minute, and an API server on a busy machine takes a while.
      await expect(page.getByText(/^Deleted at /)).toBeVisible({
        timeout: 120_000,
      });
      await expectLive(page);
      await expectSameDocument(page);
    });
  } finally {
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
  }
});

test('the sessions of all users end; after "Sign in again" by keyboard the same page continues without a reload', async ({
  screens,
  cluster,
}) => {
  const name = uniqueName('session');
  await onEach(screens, ({ page }) => page.clock.install());
  try {
    await openBucket({ screens, cluster, name });
    // The sessions of the portal and of the OIDC provider have ended, and the token of the page is too old.
    await onEach(screens, async ({ page }) => {
      await page.context().clearCookies();
      await page.clock.fastForward('02:00:00');
      await expect(
        page.getByText(/You are signed out\. What you see is from /),
      ).toBeVisible();
      await expect(header(page)).toContainText('Ready');
    });
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);

    await onEach(screens, async ({ page, user }) => {
      const popupOpened = page.waitForEvent('popup');
      await press(page, page.getByRole('button', { name: 'Sign in again' }));
      const popup = await popupOpened;
      await submitPassword(popup, user.username, user.password);
      await expect(page.getByText(/^Deleted at /)).toBeVisible();
      await expectLive(page);
      await expectSameDocument(page);
    });
  } finally {
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
  }
});

/** Opens the page of a new bucket on each screen, and waits until it is ready. */
async function openBucket(options: {
  screens: readonly Screen[];
  cluster: Cluster;
  name: string;
}): Promise<void> {
  const { screens, cluster, name } = options;
  await cluster.apply(bucket({ name, namespace: TEAM_NAMESPACE }));
  await onEach(screens, async ({ page }) => {
    await page.goto(bucketUrl(name, TEAM_NAMESPACE));
    await expect(header(page)).toContainText('Ready');
    await expectLive(page);
    await markDocument(page);
  });
}
