import type { Page } from '@playwright/test';
import {
  expect,
  findUser,
  refusal,
  signIn,
  test,
  uniqueName,
} from '../fixtures';

/** The heading of the card About. */
const ABOUT = 'About Resource';

/** Requests an ObjectBucket. An app on the old frontend system has short class names, so this looks for roles and texts only. */
async function requestBucket(page: Page, name: string) {
  // The card is the nearest element around the title that has a button.
  const choose = page
    .getByText('ObjectBucket', { exact: true })
    .locator('xpath=ancestor::*[.//button[contains(., "Choose")]][1]')
    .getByRole('button', { name: 'Choose', exact: true });
  // Backstage does not refresh an open list.
  await expect(async () => {
    await page.goto('/create');
    await expect(choose).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
  await choose.click();
  const next = page.getByRole('button', { name: /^(Next|Review)$/ });
  const create = page.getByRole('button', { name: 'Create', exact: true });
  const textbox = (label: string) =>
    page.getByRole('textbox', { name: label, exact: true });
  const size = page.getByRole('spinbutton', { name: /^Size/ });

  await textbox('Name').fill(name);
  await next.click();
  await textbox('Team').fill('team-a');
  await next.click();
  // The page with the storage class has a default.
  await expect(textbox('Team')).toBeHidden();
  await next.click();
  await size.fill('5');
  await expect(async () => {
    if (await next.isVisible()) {
      await next.click();
    }
    await expect(create).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await create.click();
}

test('F2, F3: an app on the old frontend system has the form, the pages, the entity page of a resource, and a tab with the hook and the card About', async ({
  page,
  endpoints,
}) => {
  const name = uniqueName('album');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await requestBucket(page, name);
  await expect(
    page.getByText(`ObjectBucket ${name}`).filter({ hasText: 'created' }),
  ).toBeVisible();

  await page.goto('/kratix/services');
  await expect(
    page.getByRole('tab', { name: 'Services', selected: true }),
  ).toBeVisible();
  await expect(page.getByText('ObjectBucket').first()).toBeVisible();

  await page.getByRole('tab', { name: 'My resources' }).click();
  await expect(page.getByText(name).first()).toBeVisible();

  await expect(async () => {
    await page.goto(`/catalog/default/component/${name}-objectbucket`);
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible({
      timeout: 10_000,
    });
  }).toPass({ timeout: 120_000 });
  await page.getByRole('tab', { name: 'Manage' }).click();
  await expect(
    page.getByRole('heading', { name: 'Specification' }),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'YAML' }).click();
  await expect(page.getByText('sizeGiB').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Summary' }).click();
  const about = page.getByRole('region', { name: ABOUT });
  await expect(about).toContainText(name);
  await expect(about).toContainText('ObjectBucket');
  // The hook reads the object of the cluster.
  await expect(page.getByText(`ObjectBucket ${name} is ready.`)).toBeVisible();
});

test('the cluster refuses user-dev in an app on the old frontend system', async ({
  page,
  endpoints,
}) => {
  const user = findUser(endpoints, 'user-dev');
  await signIn(page, user);
  await requestBucket(page, uniqueName('album'));
  await expect(refusal(page)).toContainText(
    `${user.email} may not create ObjectBucket`,
  );
});
