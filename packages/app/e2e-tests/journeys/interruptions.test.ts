import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';
import {
  expect,
  findUser,
  signIn,
  submitPassword,
  test,
  uniqueName,
} from '../fixtures';
import {
  expectLive,
  expectSameDocument,
  header,
  markDocument,
} from './livePage';
import { bucket, BUCKETS, bucketUrl } from './people';

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

test('the network goes away and comes back, and the page continues', async ({
  page,
  context,
  endpoints,
  cluster,
  faults,
}) => {
  const name = uniqueName('offline');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await page.getByRole('tab', { name: 'My resources', exact: true }).click();
  await expectLive(page);
  await markDocument(page);
  faults.expect(OFFLINE);
  try {
    await context.setOffline(true);
    await expect(
      page.getByText(/The connection was lost\./).first(),
    ).toBeVisible({
      timeout: 10_000,
    });
    await cluster.apply(bucket({ name }));
    await context.setOffline(false);

    await expectLive(page);
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(1);
    await expect(
      page.getByRole('row', { name: new RegExp(name) }),
    ).toContainText('Ready');
    await expectSameDocument(page);
  } finally {
    await context.setOffline(false);
    await cluster.delete(BUCKETS, name);
  }
});

test('the API server restarts, and the page continues', async ({
  page,
  endpoints,
  cluster,
  faults,
}) => {
  const name = uniqueName('restart');
  await signIn(page, findUser(endpoints, 'user-admin'));
  try {
    await cluster.apply(bucket({ name }));
    await page.goto(bucketUrl(name));
    await expect(header(page)).toContainText('Ready');
    await expectLive(page);
    await markDocument(page);

    faults.expect(RESTARTING);
    await restartApiServer(endpoints);
    await expect(header(page)).toContainText('Ready');
    // The new process first serves its own kinds, and those of CustomResourceDefinitions moments later.
    await expect(() => cluster.delete(BUCKETS, name)).toPass();
    // The page retries after at most half a minute, and an API server on a busy machine takes a while.
    await expect(page.getByText(/^Deleted at /)).toBeVisible({
      timeout: 120_000,
    });
    await expectLive(page);
    await expectSameDocument(page);
  } finally {
    await cluster.delete(BUCKETS, name);
  }
});

test('the session ends, and "Sign in again" keeps the page, its data and its age', async ({
  page,
  context,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('session');
  const user = findUser(endpoints, 'user-admin');
  await page.clock.install();
  await signIn(page, user);
  try {
    await cluster.apply(bucket({ name }));
    await page.goto(bucketUrl(name));
    await expect(header(page)).toContainText('Ready');
    await expectLive(page);
    await markDocument(page);

    // The sessions of the portal and of the OIDC provider have ended, and the token of the page is too old.
    await context.clearCookies();
    await page.clock.fastForward('02:00:00');
    await expect(
      page.getByText(/You are signed out\. What you see is from /),
    ).toBeVisible();
    await expect(header(page)).toContainText('Ready');
    await cluster.delete(BUCKETS, name);

    const popupOpened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    const popup = await popupOpened;
    await submitPassword(popup, user.username, user.password);
    await expect(page.getByText(/^Deleted at /)).toBeVisible();
    await expectLive(page);
    await expectSameDocument(page);
  } finally {
    await cluster.delete(BUCKETS, name);
  }
});
