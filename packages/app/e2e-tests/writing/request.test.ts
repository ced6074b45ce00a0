import { expect, findUser, signIn } from '../fixtures';
import { header } from '../journeys/livePage';
import { PEOPLE } from '../people';
import { cache, cacheUrl, countCaches, NEW_CACHE_URL } from './caches';
import { TEAM_NAMESPACE, test } from './platform';
import {
  button,
  chooseNamespace,
  draftOffer,
  expectAccepted,
  field,
  fillIn,
  formPage,
  loseAnswers,
  recordWrites,
} from './requestForm';

test('user-dev requests a cache: form, result of the dry run, live page', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const writes = recordWrites(page);
  await signIn(page, findUser(endpoints, 'user-dev'));
  const card = page.getByRole('article', { name: 'Cache', exact: true });
  await expect(
    card.getByText(`You may request it in ${TEAM_NAMESPACE}.`),
  ).toBeVisible();
  await card.getByRole('link', { name: 'Request Cache', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Request Cache', exact: true }),
  ).toBeVisible();

  await fillIn(page, { name, memoryMiB: 512 });
  await button(page, 'Review').click();
  await expectAccepted(page, name);
  const manifest = page.getByRole('group', {
    name: 'What will be created',
    exact: true,
  });
  await expect(manifest).toContainText(`namespace: ${TEAM_NAMESPACE}`);
  await expect(manifest).toContainText('memoryMiB: 512');
  expect(writes).toEqual([]);

  await button(page, 'Create').dblclick();
  await expect(page).toHaveURL(
    new RegExp(`${cacheUrl(name, TEAM_NAMESPACE)}$`),
  );
  await expect(header(page)).toContainText('Ready');
  await page.goBack();
  await expect(card).toBeVisible();
  expect(writes).toHaveLength(1);
  expect(await countCaches(cluster, name)).toBe(1);
});

for (const person of PEOPLE) {
  test(`${person} sees three causes of a rejection at three fields, and creates the corrected request`, async ({
    page,
    endpoints,
    name,
  }) => {
    await signIn(page, findUser(endpoints, person));
    await page.goto(NEW_CACHE_URL);
    await chooseNamespace(page, person);
    await fillIn(page, { name, memoryMiB: 100, zone: 'us-1' });
    await field(page, 'Schedule').fill('never');
    await button(page, 'Review').click();

    await expect(page.getByText('The cluster rejects 3 fields.')).toBeVisible();
    await expect(formPage(page, 'Basics')).toBeVisible();
    const memory = field(page, 'Memory MiB');
    await expect(memory).toBeFocused();
    await expect(memory).toHaveAccessibleDescription(
      /must be a multiple of 64/,
    );
    await memory.fill('128');

    await button(page, 'Go to the field spec.zone').click();
    await expect(formPage(page, 'Placement')).toBeVisible();
    const zone = field(page, 'Zone');
    await expect(zone).toBeFocused();
    await expect(zone).toHaveAccessibleDescription(/must be in Europe/);
    await zone.fill('eu-2');

    await button(page, 'Go to the field spec.backup.schedule').click();
    await expect(formPage(page, 'Backup')).toBeVisible();
    const schedule = field(page, 'Schedule');
    await expect(schedule).toBeFocused();
    await expect(schedule).toHaveAccessibleDescription(/needs a schedule/);
    await schedule.fill('weekly');

    await expect(page.getByText(/^The cluster rejects /)).toBeHidden();
    await button(page, 'Review').click();
    await expectAccepted(page, name);
    await button(page, 'Create').click();
    await expect(header(page)).toContainText('Ready');
  });
}

test('a name that is no longer free is rejected at its field, and a request with another name is created', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const other = `${name}-b`;
  await signIn(page, findUser(endpoints, 'user-admin'));
  await page.goto(NEW_CACHE_URL);
  await fillIn(page, { name });
  await button(page, 'Review').click();
  await expectAccepted(page, name);
  await cluster.apply(cache({ name }));
  await button(page, 'Create').click();

  const taken = field(page, 'Name');
  await expect(taken).toBeFocused();
  await expect(taken).toHaveAccessibleDescription(/exists already/);
  await taken.fill(other);
  await expect(page.getByText(`The name ${other} is free.`)).toBeVisible();
});

for (const where of ['before', 'after'] as const) {
  test(`creates only one cache if the connection breaks ${where} the server has received the create`, async ({
    page,
    endpoints,
    cluster,
    faults,
    name,
  }) => {
    faults.expect(/net::ERR_FAILED/);
    await signIn(page, findUser(endpoints, 'user-admin'));
    await page.goto(NEW_CACHE_URL);
    await fillIn(page, { name });
    await button(page, 'Review').click();
    await expectAccepted(page, name);
    await loseAnswers(page, where);
    await button(page, 'Create').click();

    await expect(
      page.getByText('It is unknown whether the request was created'),
    ).toBeVisible();
    await page.unroute('**/api/ske/configure-resource');
    if (where === 'after') {
      await page.getByRole('link', { name: 'Open its page' }).click();
    } else {
      await button(page, 'Create it again').click();
    }
    await expect(page).toHaveURL(new RegExp(`${cacheUrl(name)}$`));
    await expect(header(page)).toContainText('Ready');
    expect(await countCaches(cluster, name)).toBe(1);
    // The user opens the form again: it is empty, and offers no draft of the created request.
    await page.goto(NEW_CACHE_URL);
    await expect(field(page, 'Name')).toHaveValue('');
    await expect(draftOffer(page)).toBeHidden();
  });
}
