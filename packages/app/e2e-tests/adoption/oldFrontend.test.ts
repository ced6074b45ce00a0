import {
  expect,
  findUser,
  requestBucket,
  signIn,
  test,
  uniqueName,
} from '../fixtures';

test('an app on the old frontend system has the pages, and the entity page of a resource', async ({
  page,
  endpoints,
}) => {
  const name = uniqueName('album');
  await signIn(page, findUser(endpoints, 'user-admin'));
  await requestBucket(page, { name, team: 'team-a', sizeGiB: 5 });
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
  await page.getByRole('tab', { name: 'YAML' }).click();
  await expect(page.getByText('sizeGiB').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Manage' }).click();
  await expect(
    page.getByRole('spinbutton', { name: /^Size/ }).first(),
  ).toBeVisible();
});
