import type { Page } from '@playwright/test';
import { expect, findUser, signIn, test, uniqueName } from '../fixtures';
import { expectLive, header, refusals } from './livePage';
import {
  allowTeam,
  bucket,
  BUCKETS,
  bucketUrl,
  TEAM_NAMESPACE,
} from './people';

const PROMISE = '/kratix/services/object-bucket';

/** Each page below an address, with a text that it shows when it is complete. */
const promisePages: Record<string, RegExp> = {
  '': /A bucket for files/,
  '/api': /team/i,
  '/requests': /requests?/i,
  '/pipelines': /Pipeline runs/,
  '/events': /events?/i,
  '/yaml': /apiVersion/,
};
const resourcePages: Record<string, RegExp> = {
  '': /As requested/,
  '/pipelines': /Pipeline runs/,
  '/placement': /./,
  '/events': /./,
  '/yaml': /apiVersion/,
  '/graph': /./,
};

/** What a person who may not list Jobs reads in place of the runs. */
const withoutJobs = { '/pipelines': /You may not list .*Job/i };

async function walk(page: Page, base: string, pages: Record<string, RegExp>) {
  for (const [tab, text] of Object.entries(pages)) {
    await test.step(`${base}${tab}`, async () => {
      await page.goto(`${base}${tab}`);
      await expectLive(page);
      await expect(
        page.getByRole('heading', { level: 2 }).first(),
      ).toBeVisible();
      await expect(page.getByText(text).first()).toBeAttached();
    });
  }
}

/** Runs a test with a bucket that is ready. */
async function withBucket(
  cluster: Parameters<typeof allowTeam>[0],
  namespace: string,
  run: (name: string) => Promise<void>,
): Promise<void> {
  const name = uniqueName('every');
  try {
    await cluster.apply(bucket({ name, namespace }));
    await run(name);
  } finally {
    await cluster.delete(BUCKETS, name, namespace);
  }
}

for (const username of ['user-admin', 'user-dev']) {
  test(`${username} sees every page complete`, async ({
    page,
    endpoints,
    cluster,
  }) => {
    await signIn(page, findUser(endpoints, username));
    await withBucket(cluster, 'default', async name => {
      await page.goto('/kratix/services');
      await expect(
        page.getByRole('article', { name: 'ObjectBucket' }),
      ).toContainText('Available');
      await page.goto('/kratix/resources');
      await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
      await walk(page, PROMISE, promisePages);
      await walk(page, bucketUrl(name), resourcePages);
      await page.goto(bucketUrl(name));
      await expect(header(page)).toContainText('Ready');
      await expect(refusals(page)).toHaveCount(0);
    });
  });
}

test('a person with rights in one namespace adds it and sees every page of it', async ({
  page,
  endpoints,
  cluster,
  faults,
}) => {
  // Events and Jobs are not among the rights of this person.
  faults.expect(/\/resource\/events\?.*status of 403/);
  await allowTeam(cluster);
  await signIn(page, findUser(endpoints, 'user-team'));
  await withBucket(cluster, TEAM_NAMESPACE, async name => {
    await page.goto('/kratix/resources');
    const namespace = page.getByRole('textbox', { name: 'Namespace' });
    await namespace.fill(TEAM_NAMESPACE);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

    await page.goto('/kratix/services');
    const card = page.getByRole('article', { name: 'ObjectBucket' });
    await expect(card).toContainText('1 request');
    await expect(card).toContainText(TEAM_NAMESPACE);
    await expect(
      page.getByRole('article', { name: 'WebApp' }).getByRole('button', {
        name: 'Request',
      }),
    ).toHaveAttribute('aria-disabled', 'true');

    await walk(page, PROMISE, { ...promisePages, ...withoutJobs });
    await walk(page, bucketUrl(name, TEAM_NAMESPACE), {
      ...resourcePages,
      ...withoutJobs,
    });
    await page.goto('/kratix/resources');
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Namespaces' }).click();
    await page
      .getByRole('button', { name: new RegExp(`Remove.*${TEAM_NAMESPACE}`) })
      .click();
    await expect(namespace).toBeVisible();
    await expect(page.getByRole('link', { name, exact: true })).toBeHidden();
  });
});

test('a person who may not list Jobs sees everything else, and which right is missing', async ({
  page,
  endpoints,
  cluster,
}) => {
  await allowTeam(cluster);
  await signIn(page, findUser(endpoints, 'user-team'));
  await withBucket(cluster, TEAM_NAMESPACE, async name => {
    await page.goto(bucketUrl(name, TEAM_NAMESPACE));
    await expect(header(page)).toContainText('Ready');
    await expect(
      page.getByRole('link', {
        name: `https://s3.example.com/payments-${name}`,
      }),
    ).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'Conditions' }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'Pipelines', exact: true }).click();
    await expect(
      page.getByText(/You may not list .*Job/i).first(),
    ).toBeVisible();
    await expect(header(page)).toContainText('Ready');
  });
});
