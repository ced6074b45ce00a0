import type { Page } from '@playwright/test';
import {
  expect,
  findUser,
  signIn,
  test,
  uniqueName,
  type Cluster,
} from './fixtures';

const API_VERSION = 'storage.demo.kratix-portal.io/v1alpha1';
const RESOURCE = 'objectbuckets.storage.demo.kratix-portal.io';

function bucket(name: string, annotations: Record<string, string> = {}) {
  return {
    apiVersion: API_VERSION,
    kind: 'ObjectBucket',
    metadata: { name, namespace: 'default', annotations },
    spec: { team: 'payments', sizeGiB: 10 },
  };
}

function resourceUrl(name: string): string {
  return `/kratix/resources/${API_VERSION}/ObjectBucket/default/${name}`;
}

/** Runs a test with a request that is deleted afterwards. */
async function withBucket(
  cluster: Cluster,
  name: string,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } finally {
    await cluster.delete(RESOURCE, name);
  }
}

/** The badge with the state in the header of the resource's page. */
function headerState(page: Page) {
  return page
    .getByRole('banner')
    .or(page.locator('header'))
    .filter({
      has: page.getByRole('heading', { level: 2 }),
    });
}

test('a request made by kubectl appears and progresses on screen without a reload', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('live');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await page.getByRole('tab', { name: 'My resources', exact: true }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  await withBucket(cluster, name, async () => {
    await cluster.apply(bucket(name));
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toBeVisible();
    await link.click();
    await expect(
      page.getByRole('heading', { name, level: 2, exact: true }),
    ).toBeVisible();
    await expect(headerState(page)).toContainText('Ready');
    await expect(
      page.getByRole('link', {
        name: `https://s3.example.com/payments-${name}`,
      }),
    ).toBeVisible();

    await cluster.delete(RESOURCE, name);
    await expect(page.getByText(/^Deleted at /)).toBeVisible();
    await expect(
      page.getByRole('heading', { name, level: 2, exact: true }),
    ).toBeVisible();
  });
});

test('a pipeline that fails is named, with the way to its log', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('fails');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await withBucket(cluster, name, async () => {
    await cluster.apply(bucket(name, { 'demo.kratix-portal.io/fail': 'true' }));
    await page.goto(resourceUrl(name));
    await expect(headerState(page)).toContainText('Failed');
    await expect(headerState(page)).toContainText('create-bucket');
  });
});

test('a person who may not request anything sees the reason and everything else', async ({
  page,
  endpoints,
}) => {
  await signIn(page, findUser(endpoints, 'user-dev'));
  const card = page.getByRole('article', { name: 'ObjectBucket' });
  await expect(card.getByText('Available', { exact: true })).toBeVisible();
  const button = card.getByRole('button', { name: 'Request' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(
    card.getByText(/You may create objectbuckets.* neither/),
  ).toBeVisible();
  await button.focus();
  await expect(button).toBeFocused();
});
