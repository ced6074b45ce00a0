import type { Locator, Page } from '@playwright/test';
import { expectReadableColumns } from '../columns';
import { expect, findUser, signIn, test, uniqueName } from '../fixtures';
import { press } from '../keyboard';
import { expectLive, header, refusals } from './livePage';
import {
  allowTeam,
  bucket,
  BUCKETS,
  bucketUrl,
  TEAM_NAMESPACE,
} from './people';
import { addNamespace } from './screens';

const PROMISE = '/kratix/services/object-bucket';
const ENTITY = '/catalog/default/component/objectbucket-promise';

/** What a page shows when it is complete: texts, or elements of the object with this name. */
type Content = readonly (RegExp | ((page: Page, name: string) => Locator))[];

/** The pages below an address, each with texts that only this page shows. */
const promisePages: Record<string, Content> = {
  '': [/A bucket for files/],
  '/api': [/kind: ObjectBucket/, cellOf('Fields of a request', 'sizeGiB')],
  '/requests': [(page, name) => page.getByRole('link', { name, exact: true })],
  '/pipelines': [/Pipeline runs/],
  '/events': [page => rowsOf(page, 'Events').first()],
  '/yaml': [/apiVersion/, /object-bucket/],
};
const resourcePages: Record<string, Content> = {
  '': [/As requested/],
  '/pipelines': [/Pipeline runs/],
  // The card of a Work, with a file and a Destination.
  '/placement': [
    page => page.getByRole('heading', { name: /^Written by / }),
    /^\d+ files?$/,
    page => page.getByRole('button', { name: /\.ya?ml$/ }),
  ],
  '/events': [page => rowsOf(page, 'Events').first()],
  '/yaml': [/apiVersion/, (page, name) => page.getByText(`name: ${name}`)],
  '/graph': [
    (page, name) => node(page, 'Request', name),
    page => node(page, 'Promise', 'object-bucket'),
    page => node(page, 'Work', ''),
    page => node(page, 'Destination', ''),
  ],
  '/edit': [/sizeGiB/],
};

/** What a user who may not list Jobs and Events sees instead of them. */
const withoutRights = {
  '/pipelines': [/You may not list .*Job/i],
  '/events': [/You may not list .*Event/i],
};

/** The rows of a table without its head. */
function rowsOf(page: Page, table: string): Locator {
  return page
    .getByRole('table', { name: table, exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader').or(page.getByRole('cell')) });
}

function cellOf(table: string, text: string) {
  return (page: Page) => rowsOf(page, table).filter({ hasText: text });
}

/** A row of the graph. */
function node(page: Page, type: string, title: string): Locator {
  return page
    .getByRole('treegrid')
    .getByRole('row')
    .filter({ hasText: new RegExp(`${type}.*${title}`) });
}

async function expectContent(
  page: Page,
  content: Content,
  name: string,
): Promise<void> {
  for (const each of content) {
    const found =
      each instanceof RegExp ? page.getByText(each) : each(page, name);
    await expect(found.first()).toBeVisible();
  }
}

async function walk(
  page: Page,
  base: string,
  options: { pages: Record<string, Content>; name: string },
) {
  const { pages, name } = options;
  for (const [tab, content] of Object.entries(pages)) {
    await test.step(`${base}${tab}`, async () => {
      await page.goto(`${base}${tab}`);
      await expectLive(page);
      await expect(
        page.getByRole('heading', { level: 2 }).first(),
      ).toBeVisible();
      await expectContent(page, content, name);
      await expectReadableColumns(page);
    });
  }
}

/** The pages that do not show an existing object, and those of the catalog. */
const otherPages: Record<string, Content> = {
  [`${PROMISE}/new`]: [
    page => page.getByRole('heading', { name: 'Request ObjectBucket' }),
    // The page shows the form. A user who may not create a bucket sees how to prepare one for another user.
    page =>
      page
        .getByRole('textbox', { name: 'Name', exact: true })
        .or(page.getByRole('button', { name: 'Fill in the form' })),
  ],
  '/kratix/services/-/install': [
    /^Install a Promise on the platform cluster/,
    page => source(page),
  ],
  '/kratix/preview': [page => source(page), /^No Promise yet$/],
  // The catalog's page of a Promise shows the live state too.
  [ENTITY]: [/^Open the page on the platform$/, /^In the catalog$/],
  [`${ENTITY}/requests`]: [
    (page, name) => page.getByRole('link', { name, exact: true }),
  ],
  '/kratix/diagnosis': [
    /^All checks passed/,
    page => page.getByRole('button', { name: 'Check again' }),
  ],
};

/** The editor of a Promise. */
function source(page: Page): Locator {
  return page.getByRole('textbox', { name: 'The Promise as YAML or JSON' });
}

async function walkOthers(page: Page, name: string): Promise<void> {
  for (const [address, content] of Object.entries(otherPages)) {
    await test.step(address, async () => {
      await page.goto(address);
      await expectContent(page, content, name);
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
      await expectReadableColumns(page);
      await walk(page, PROMISE, { pages: promisePages, name });
      await walk(page, bucketUrl(name), { pages: resourcePages, name });
      await walkOthers(page, name);
      await page.goto(bucketUrl(name));
      await expect(header(page)).toContainText('Ready');
      await expect(refusals(page)).toHaveCount(0);
    });
  });
}

test('a user with rights in one namespace adds the namespace and sees every page of it', async ({
  page,
  endpoints,
  cluster,
  faults,
}) => {
  // This user has no rights to Events, Jobs and Namespaces.
  faults.expect(/\/resource\/events\?.*status of 403/);
  // The form of a new request offers the namespaces that may be listed.
  faults.expect(/\/resources\?.*kind=Namespace.*status of 403/);
  await allowTeam(cluster);
  await signIn(page, findUser(endpoints, 'user-team'));
  await withBucket(cluster, TEAM_NAMESPACE, async name => {
    await page.goto('/kratix/resources');
    await addNamespace(page);
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

    await walk(page, PROMISE, {
      pages: { ...promisePages, ...withoutRights },
      name,
    });
    await walk(page, bucketUrl(name, TEAM_NAMESPACE), {
      pages: { ...resourcePages, ...withoutRights },
      name,
    });
    await walkOthers(page, name);
    await page.goto('/kratix/resources');
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();

    await press(page, page.getByRole('button', { name: 'Namespaces' }));
    await press(
      page,
      page.getByRole('button', {
        name: new RegExp(`Remove.*${TEAM_NAMESPACE}`),
      }),
    );
    await expect(
      page.getByRole('textbox', { name: 'Namespace' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name, exact: true })).toBeHidden();
  });
});

test('a user who may not list Jobs sees the name of the missing right, and everything else', async ({
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
