import type { Page } from '@playwright/test';
import {
  expect,
  findUser,
  openSignInPopup,
  refusal,
  requestBucket,
  servicesTab,
  signIn,
  signInButton,
  submitPassword,
  test,
  uniqueName,
  type KubernetesObject,
} from './fixtures';

const BUCKETS = 'objectbuckets.storage.demo.kratix-portal.io';

test('user-admin creates an ObjectBucket and deletes it', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('photos');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await expect(servicesTab(page)).toBeVisible();

  await requestBucket(page, { name, team: 'team-a', sizeGiB: 25 });

  await expect(
    page.getByText(`ObjectBucket ${name}`).filter({ hasText: 'created' }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: `Open the ${name} ObjectBucket` }),
  ).toHaveAttribute(
    'href',
    new RegExp(`/kratix/resources/.+/ObjectBucket/.+/${name}$`),
  );
  const created = await cluster.get(BUCKETS, name);
  expect(created?.spec).toEqual({
    team: 'team-a',
    storageClass: 'standard',
    sizeGiB: 25,
    versioning: false,
    lifecycle: { expireAfterDays: 0, moveToArchive: false },
  });
  expect(created?.metadata.labels).toMatchObject({
    'kratix.io/managed-by': 'backstage',
  });
  await expect
    .poll(async () => reconciled(await cluster.get(BUCKETS, name)))
    .toBe('True');

  await deleteBucket(page, name);

  await expect(page.getByText(/^Deleted at /)).toBeVisible();
  await expect
    .poll(async () => await cluster.get(BUCKETS, name))
    .toBeUndefined();
});

test('user-dev may not create, and the page shows the reason', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('secret-photos');
  const user = findUser(endpoints, 'user-dev');
  await signIn(page, user);

  await requestBucket(page, { name, team: 'team-b', sizeGiB: 1 });

  await expect(refusal(page)).toContainText(
    `${user.email} may not create ObjectBucket`,
  );
  await expect(page.getByText(/Ask the platform team/)).toBeVisible();
  await expect(page.getByText(/is forbidden: User/)).toBeVisible();
  expect(await cluster.get(BUCKETS, name)).toBeUndefined();
});

test('the OIDC provider rejects a wrong password, and the portal shows no page', async ({
  page,
  endpoints,
}) => {
  const user = findUser(endpoints, 'user-dev');
  await page.goto('/');
  const popup = await openSignInPopup(page);
  await submitPassword(popup, user.username, 'not-it');

  await expect(popup.getByText(/invalid|wrong|not right/i)).toBeVisible();
  await expect(servicesTab(page)).toBeHidden();
  await expect(signInButton(page)).toBeVisible();
});

/** Opens the page of the bucket from the result of the task, and deletes it there. */
async function deleteBucket(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name: `Open the ${name} ObjectBucket` })
    .click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', {
    name: `Delete ObjectBucket ${name}`,
  });
  await dialog.getByRole('textbox', { name: `Type “${name}”` }).fill(name);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
}

function reconciled(object: KubernetesObject | undefined): string | undefined {
  return object?.status?.conditions?.find(each => each.type === 'Reconciled')
    ?.status;
}
