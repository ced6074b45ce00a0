import type { Locator, Page } from '@playwright/test';
import {
  expect,
  findUser,
  openComponent,
  signIn,
  templateCard,
  test,
  type Cluster,
} from './fixtures';
import { answersOf } from './sharedPromiseAnswers';
import { readSharedPromises, type SharedPromise } from './sharedPromises';

test('each public Promise gets a form when it is installed, or only an entity if it has no API', async ({
  page,
  endpoints,
  cluster,
}) => {
  test.setTimeout(900_000);
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
    // Kratix deletes the resource requests of a Promise with it.
    for (const { path } of promises) {
      await cluster.deleteFile(path);
    }
  }
});

/** The name of the requested resource. */
function nameFor({ name }: SharedPromise): string {
  return `of-${name}`;
}

/** Uses the sidebar, so that the browser does not reload the page. */
async function goTo(page: Page, title: 'Catalog' | 'Create'): Promise<void> {
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: title, exact: true })
    .click();
}

/** Opens the current list of forms. */
async function openList(page: Page): Promise<void> {
  await goTo(page, 'Create');
  await expect(templateCard(page, 'ObjectBucket')).toBeVisible();
}

/** The kinds of two Promises may have the same name, so the card is found by its tag. */
function cardOf(page: Page, { name }: SharedPromise): Locator {
  return page.locator('.MuiCard-root', {
    has: page.getByText(`${name}-promise`, { exact: true }),
  });
}

async function expectCards(
  page: Page,
  promises: SharedPromise[],
): Promise<void> {
  // Backstage does not refresh an open list.
  await expect(async () => {
    await goTo(page, 'Catalog');
    await openList(page);
    for (const promise of promises) {
      await expect(cardOf(page, promise)).toBeVisible({ timeout: 2_000 });
    }
  }).toPass({ timeout: 120_000, intervals: [500] });
}

async function expectEntity(page: Page, { name }: SharedPromise) {
  await openComponent(page, `${name}-promise`);
  await expect(
    page.getByRole('heading', { name: `${name} Promise`, exact: true }),
  ).toBeVisible();
}

/** Opens the form from the list and fills in its pages. */
async function fillIn(page: Page, promise: SharedPromise): Promise<void> {
  const { fields } = answersOf(promise.file);
  await cardOf(page, promise)
    .getByRole('button', { name: 'Choose', exact: true })
    .click();
  // Fills in the first field before it reads the titles of the pages, because the form is complete by then.
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
  await expect(
    page.getByText(`${api?.kind} ${name}`).filter({ hasText: 'created' }),
  ).toBeVisible();
  const object = await cluster.get(api?.resource ?? '', name);
  expect(object?.spec).toEqual(answersOf(file).spec);
}
