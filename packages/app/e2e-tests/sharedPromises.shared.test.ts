import type { Locator, Page } from '@playwright/test';
import {
  expect,
  findUser,
  openComponent,
  signIn,
  test,
  type Cluster,
} from './fixtures';
import { answersOf } from './sharedPromiseAnswers';
import { readSharedPromises, type SharedPromise } from './sharedPromises';

test('every public Promise that is applied while somebody watches has its form, or without an API its entity', async ({
  page,
  endpoints,
  cluster,
}) => {
  test.setTimeout(240_000);
  const promises = readSharedPromises();
  const withApi = promises.filter(({ api }) => api);
  await signIn(page, findUser(endpoints, 'user-admin'));
  await openList(page);
  try {
    for (const promise of promises) {
      await expect(cardOf(page, promise)).toBeHidden();
    }
    for (const { file, path } of promises) {
      await test.step(`apply ${file}`, () => cluster.applyFile(path));
    }
    await test.step('all forms are in the list', () =>
      expectCards(page, withApi));
    for (const promise of withApi) {
      await test.step(promise.file, () => fillIn(page, promise));
      if (answersOf(promise.file).spec) {
        await test.step('create', () => create(page, cluster, promise));
      }
      await openList(page);
    }
    for (const promise of promises.filter(({ api }) => !api)) {
      await expect(cardOf(page, promise)).toBeHidden();
      await test.step(promise.file, () => expectEntity(page, promise));
      await openList(page);
    }
  } finally {
    // With a Promise go the requests that were made of it.
    for (const { path } of promises) {
      await cluster.deleteFile(path);
    }
  }
});

/** The name of what is requested. */
function nameFor({ name }: SharedPromise): string {
  return `of-${name}`;
}

/** By the sidebar, as a person goes: the page is not loaded anew. */
async function goTo(page: Page, title: 'Catalog' | 'Create'): Promise<void> {
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: title, exact: true })
    .click();
}

/** The list of forms as it is now. */
async function openList(page: Page): Promise<void> {
  await goTo(page, 'Create');
  await expect(page.getByText('ObjectBucket', { exact: true })).toBeVisible();
}

/** Two Promises may have kinds of one name; the tag tells them apart. */
function cardOf(page: Page, { name }: SharedPromise): Locator {
  return page.locator('.MuiCard-root', {
    has: page.getByText(`${name}-promise`, { exact: true }),
  });
}

async function expectCards(
  page: Page,
  promises: SharedPromise[],
): Promise<void> {
  // Backstage does not renew the list while it is open.
  await expect(async () => {
    await goTo(page, 'Catalog');
    await openList(page);
    for (const promise of promises) {
      await expect(cardOf(page, promise)).toBeVisible({ timeout: 1_000 });
    }
  }).toPass({ timeout: 60_000, intervals: [500] });
}

async function expectEntity(page: Page, { name }: SharedPromise) {
  await openComponent(page, `${name}-promise`);
  await expect(
    page.getByRole('heading', { name: `${name} Promise` }),
  ).toBeVisible();
}

/** Opens the form from the list, and goes from page to page until it is complete. */
async function fillIn(page: Page, promise: SharedPromise): Promise<void> {
  const { fields } = answersOf(promise.file);
  await cardOf(page, promise).getByRole('button', { name: 'Choose' }).click();
  await page.locator('#root_objname').fill(nameFor(promise));
  const titles = await page.locator('.MuiStepLabel-label').allTextContents();
  const active = page.locator('.MuiStepLabel-label.MuiStepLabel-active');
  for (const title of titles.slice(0, -1)) {
    await expect(active).toHaveText(title);
    for (const [path, value] of Object.entries(fields)) {
      const field = page.locator(`#root_spec_${path.replaceAll('.', '_')}`);
      if (await field.isVisible()) {
        await answer(field, value);
      }
    }
    await page.getByRole('button', { name: /^(Next|Review)$/ }).click();
  }
  await expect(active).toHaveText('Review');
  await expect(
    page.getByRole('button', { name: 'Create', exact: true }),
  ).toBeEnabled();
}

async function answer(field: Locator, value: string): Promise<void> {
  if ((await field.getAttribute('aria-haspopup')) === 'listbox') {
    await field.click();
    const options = field.page().getByRole('option');
    await options.filter({ hasText: value }).click();
  } else {
    await field.fill(value);
  }
}

async function create(
  page: Page,
  cluster: Cluster,
  promise: SharedPromise,
): Promise<void> {
  const { api, file } = promise;
  const name = nameFor(promise);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText(`${api?.kind} ${name}`)).toContainText('created');
  const object = await cluster.get(api?.resource ?? '', name);
  expect(object?.spec).toEqual(answersOf(file).spec);
}
