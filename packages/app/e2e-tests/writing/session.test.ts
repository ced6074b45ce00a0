import { expect, findUser, signIn, submitPassword } from '../fixtures';
import { header } from '../journeys/livePage';
import { press } from '../keyboard';
import { PEOPLE } from '../people';
import { cacheUrl, NEW_CACHE_URL } from './caches';
import { TEAM_NAMESPACE, test } from './platform';
import { revokeSession } from './providerSession';
import {
  button,
  chooseNamespace,
  draftOffer,
  expectAccepted,
  field,
  fillIn,
  formPage,
} from './requestForm';

test('the session ends while a user types; after the sign-in the same page sends what was typed', async ({
  page,
  context,
  endpoints,
  name,
}) => {
  const user = findUser(endpoints, 'user-dev');
  await page.clock.install();
  await signIn(page, user);
  await page.goto(NEW_CACHE_URL);
  await fillIn(page, { name, team: 'before', zone: 'eu-2' });

  await revokeSession(context, endpoints, user);
  await page.clock.fastForward('02:00:00');
  const signedOut = page.getByText(
    /^You are signed out\. What you see is from /,
  );
  await expect(signedOut).toBeVisible();
  await field(page, 'Schedule').fill('weekly');

  const popupOpened = page.waitForEvent('popup');
  await button(page, 'Sign in again').click();
  await submitPassword(await popupOpened, user.username, user.password);
  await expect(signedOut).toBeHidden();
  await button(page, 'Review').click();
  await expectAccepted(page, name);
  const manifest = page.getByRole('group', { name: 'What will be created' });
  await expect(manifest).toContainText('team: before');
  await expect(manifest).toContainText('schedule: weekly');
  await button(page, 'Create').click();
  await expect(header(page)).toContainText('Ready');
});

for (const person of PEOPLE) {
  test(`${person} types, the session ends and the page is loaded again; after the sign-in the draft is back, and is sent`, async ({
    page,
    context,
    endpoints,
    name,
  }) => {
    const user = findUser(endpoints, person);
    const namespace = person === 'user-admin' ? 'default' : TEAM_NAMESPACE;
    await signIn(page, user);
    await page.goto(NEW_CACHE_URL);
    await chooseNamespace(page, person);
    await fillIn(page, { name, team: 'typed', zone: 'eu-3' });
    await revokeSession(context, endpoints, user);
    await page.reload();

    await signIn(page, user);
    await page.goto(NEW_CACHE_URL);
    await expect(draftOffer(page)).toBeVisible();
    await press(page, button(page, 'Continue with the draft'));
    await expect(formPage(page, 'Backup')).toBeVisible();
    await press(page, button(page, 'Review'));
    await expectAccepted(page, name);
    const manifest = page.getByRole('group', { name: 'What will be created' });
    await expect(manifest).toContainText('team: typed');
    await expect(manifest).toContainText('zone: eu-3');
    await press(page, button(page, 'Create'));
    await expect(page).toHaveURL(new RegExp(`${cacheUrl(name, namespace)}$`));
    await expect(header(page)).toContainText('Ready');
  });
}

test('another user who signs in in the same tab after the session has ended does not get the draft', async ({
  page,
  context,
  endpoints,
  name,
}) => {
  const user = findUser(endpoints, 'user-dev');
  const stored = expect.poll(() =>
    page.evaluate(() => JSON.stringify(sessionStorage)),
  );
  await signIn(page, user);
  await page.goto(NEW_CACHE_URL);
  await fillIn(page, { name, team: 'typed' });
  await stored.toContain('typed');
  await revokeSession(context, endpoints, user);
  await page.reload();

  await signIn(page, findUser(endpoints, 'user-admin'));
  // The draft is removed before this user opens a form.
  await stored.not.toContain('typed');
  await page.goto(NEW_CACHE_URL);
  await expect(field(page, 'Name')).toHaveValue('');
  await expect(draftOffer(page)).toBeHidden();
});
