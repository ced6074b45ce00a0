import { expect, findUser, signIn } from '../fixtures';
import { header } from '../journeys/livePage';
import { cache, CACHE, cacheUrl, NEW_CACHE_URL, readSpec } from './caches';
import { expectNoSidewaysScroll, press, type } from '../keyboard';
import { TEAM_NAMESPACE, test } from './platform';
import { button, expectAccepted, field, fillIn, formPage } from './requestForm';

test('a cache is copied as a new request, and the copy is created', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const copy = `${name}-copy`;
  const at = { name: copy, namespace: TEAM_NAMESPACE };
  const spec = { memoryMiB: 1024, zone: 'eu-7' };
  await cluster.apply(cache({ name, namespace: TEAM_NAMESPACE, spec }));
  await signIn(page, findUser(endpoints, 'user-dev'));
  await page.goto(cacheUrl(name, TEAM_NAMESPACE));
  await expect(header(page)).toContainText('Ready');
  await button(page, 'Copy as new request').click();
  await expect(field(page, 'Name')).toHaveValue('');
  await fillIn(page, { name: copy });
  await button(page, 'Review').click();
  await expectAccepted(page, copy);
  await button(page, 'Create').click();
  await expect(page).toHaveURL(
    new RegExp(`${cacheUrl(copy, TEAM_NAMESPACE)}$`),
  );
  await expect(header(page)).toContainText('Ready');
  expect(await readSpec(cluster, at)).toMatchObject({ team: 'shop', ...spec });
  await cluster.delete(CACHE.resource, copy, TEAM_NAMESPACE);
});

test('a link fills the form in, for a user with rights in one namespace', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  const values = {
    objname: name,
    objnamespace: TEAM_NAMESPACE,
    spec: { team: 'linked', zone: 'eu-9' },
  };
  await signIn(page, findUser(endpoints, 'user-team'));
  await page.goto(
    `${NEW_CACHE_URL}#values=${encodeURIComponent(JSON.stringify(values))}`,
  );
  await expect(field(page, 'Name')).toHaveValue(name);
  const namespace = page.getByLabel(/^Namespace/);
  await expect(namespace).toHaveValue(TEAM_NAMESPACE);
  await namespace.fill('default');
  await expect(
    page.getByText('You may not create Cache objects in this namespace.'),
  ).toBeVisible();
  await namespace.fill(TEAM_NAMESPACE);
  await expect(page.getByText(`The name ${name} is free.`)).toBeVisible();
  await button(page, 'Next').click();
  await expect(field(page, 'Team')).toHaveValue('linked');
  await button(page, 'Next').click();
  await expect(field(page, 'Zone')).toHaveValue('eu-9');
  await button(page, 'Next').click();
  await expect(formPage(page, 'Backup')).toBeVisible();
  await button(page, 'Review').click();
  await expectAccepted(page, name);
  await button(page, 'Create').click();
  await expect(header(page)).toContainText('Ready');
  expect(await readSpec(cluster, at)).toMatchObject(values.spec);
});

test('a cache is requested with the keyboard alone', async ({
  page,
  endpoints,
  name,
}) => {
  await signIn(page, findUser(endpoints, 'user-admin'));
  await press(page, page.getByRole('link', { name: 'Request Cache' }));
  await type(page, field(page, 'Name'), name);
  await press(page, button(page, 'Next'));
  await type(page, field(page, 'Team'), 'keys');
  await press(page, button(page, 'Next'));
  await expect(formPage(page, 'Placement')).toBeVisible();
  await press(page, button(page, 'Next'));
  await expect(formPage(page, 'Backup')).toBeVisible();
  await press(page, button(page, 'Review'));
  await expectAccepted(page, name);
  await press(page, button(page, 'Create'));
  await expect(page).toHaveURL(new RegExp(`${cacheUrl(name)}$`));
  await expect(header(page)).toContainText('Ready');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 740 } });

  test('a user requests a cache, and no page is wider than the screen', async ({
    page,
    endpoints,
    name,
  }) => {
    await signIn(page, findUser(endpoints, 'user-dev'));
    await page.goto('/kratix/services');
    const request = page.getByRole('link', { name: 'Request Cache' });
    await expect(request).toBeVisible();
    await expectNoSidewaysScroll(page);
    await request.click();
    await expect(field(page, 'Name')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await fillIn(page, { name, memoryMiB: 100 });
    await expectNoSidewaysScroll(page);
    await button(page, 'Review').click();
    await expect(field(page, 'Memory MiB')).toBeFocused();
    await expect(field(page, 'Memory MiB')).toBeInViewport();
    await expectNoSidewaysScroll(page);
    await field(page, 'Memory MiB').fill('64');
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await button(page, 'Review').click();
    await expectAccepted(page, name);
    await expectNoSidewaysScroll(page);
    await button(page, 'Create').click();
    await expect(header(page)).toContainText('Ready');
    await expectNoSidewaysScroll(page);
  });
});
