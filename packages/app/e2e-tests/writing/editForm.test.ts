import { expect, findUser, signIn } from '../fixtures';
import { PEOPLE, type Person } from '../people';
import { cacheUrl, changeSpec, createReadyCache, readSpec } from './caches';
import { changedField, choice, review } from './editPage';
import { TEAM_NAMESPACE, test } from './platform';
import { signOut } from './providerSession';
import { button, draftOffer, field, formPage } from './requestForm';
import { withStatusWrites } from './statusWrites';

for (const person of PEOPLE) {
  test(`${person} edits in the form while others change another field, the same field, and the status`, async ({
    page,
    endpoints,
    cluster,
    name,
  }) => {
    const at = { name, namespace: TEAM_NAMESPACE };
    const zone = field(page, 'Zone');
    const saved = page.getByText('The cluster has accepted your change.');
    await Promise.all([
      createReadyCache(cluster, at),
      signIn(page, findUser(endpoints, person)),
    ]);
    await page.goto(`${cacheUrl(name, TEAM_NAMESPACE)}/edit`);
    await button(page, '2. Placement').click();
    await expect(zone).toHaveValue('eu-1');
    await zone.fill('eu-2');

    await test.step('another field: both changes are kept', async () => {
      await changeSpec(cluster, at, { memoryMiB: 512 });
      await expect(changedField(page, 'spec.memoryMiB')).toContainText(
        /512\s*by kubectl/,
      );
      await expect(
        choice(changedField(page, 'spec.memoryMiB'), 'Now'),
      ).toBeChecked();
      await expect(
        choice(changedField(page, 'spec.zone'), 'Yours'),
      ).toBeChecked();
    });

    await test.step('the same field: the user chooses', async () => {
      await changeSpec(cluster, at, { zone: 'eu-3' });
      const row = changedField(page, 'spec.zone');
      await expect(row).toContainText(/"eu-3"\s*by kubectl/);
      await expect(row).toContainText('You and the cluster changed it.');
      await expect(choice(row, 'Yours')).toBeChecked();
      await expect(zone).toHaveValue('eu-2');
      await button(page, 'Merge into my edit').click();
      await expect(row).toBeHidden();
      await expect(zone).toHaveValue('eu-2');
      await button(page, '1. Basics').click();
      await expect(field(page, 'Memory MiB')).toHaveValue('512');
      await review(page);
      await button(page, 'Save').click();
      await expect(saved).toBeVisible();
      expect(await readSpec(cluster, at)).toMatchObject({
        memoryMiB: 512,
        zone: 'eu-2',
      });
    });

    await test.step('the status, 50 times a second: no conflict', async () => {
      await withStatusWrites({ endpoints, ...at }, async () => {
        await button(page, 'Edit again').click();
        await button(page, '2. Placement').click();
        await zone.fill('eu-4');
        await review(page);
        await button(page, 'Save').click();
        await expect(saved).toBeVisible();
        await expect(page.getByText('Changed meanwhile')).toBeHidden();
      });
      expect(await readSpec(cluster, at)).toMatchObject({ zone: 'eu-4' });
    });
  });
}

/** What each user may do with a cache outside the namespace of the team. */
const OUTSIDE: Record<Person, RegExp | undefined> = {
  'user-admin': undefined,
  'user-dev': /You do not have the right to change Cache objects here\./,
  'user-team': /^You may not read Cache /,
};

for (const person of PEOPLE) {
  const reason = OUTSIDE[person];
  test(`${person} ${reason ? 'learns why a cache outside of the namespace cannot be changed' : 'may change a cache in each namespace'}`, async ({
    page,
    endpoints,
    cluster,
    name,
  }) => {
    await Promise.all([
      createReadyCache(cluster, { name }),
      signIn(page, findUser(endpoints, person)),
    ]);
    await page.goto(`${cacheUrl(name)}/edit`);
    if (reason) {
      await expect(page.getByText(reason).first()).toBeVisible();
      await expect(button(page, 'Save')).toBeHidden();
    } else {
      await button(page, '2. Placement').click();
      await field(page, 'Zone').fill('eu-5');
      await review(page);
    }
  });
}

test('the draft of an edit is restored after a reload and after a sign-out, only in the same tab and only for the user who typed it', async ({
  page,
  context,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  const url = `${cacheUrl(name, TEAM_NAMESPACE)}/edit`;
  const owner = findUser(endpoints, 'user-dev');
  const offer = draftOffer(page);
  const openZone = async (of = page) => {
    await of.goto(url);
    await button(of, '2. Placement').click();
    await expect(formPage(of, 'Placement')).toBeVisible();
  };
  await Promise.all([createReadyCache(cluster, at), signIn(page, owner)]);
  await openZone();
  await field(page, 'Zone').fill('eu-typed');
  await page.reload();
  await expect(offer).toBeVisible();

  await test.step('a second tab shows the live object, and does not change the draft of the first tab', async () => {
    const second = await context.newPage();
    await openZone(second);
    await expect(field(second, 'Zone')).toHaveValue('eu-1');
    await expect(draftOffer(second)).toBeHidden();
    await second.close();
  });

  await test.step('the first tab restores the draft, also after a sign-out', async () => {
    await button(page, 'Continue with the draft').click();
    await button(page, '2. Placement').click();
    await expect(field(page, 'Zone')).toHaveValue('eu-typed');
    await field(page, 'Zone').fill('eu-later');
    await signOut(page);
    await signIn(page, owner);
    await page.goto(url);
    await button(page, 'Continue with the draft').click();
    await button(page, '2. Placement').click();
    await expect(field(page, 'Zone')).toHaveValue('eu-later');
  });

  await test.step('another user in the same tab does not see the draft', async () => {
    await signOut(page);
    await signIn(page, findUser(endpoints, 'user-admin'));
    await openZone();
    await expect(field(page, 'Zone')).toHaveValue('eu-1');
    await expect(offer).toBeHidden();
    // The page removes the drafts of other users when it knows who has signed in.
    await expect
      .poll(() => page.evaluate(() => JSON.stringify(sessionStorage)))
      .not.toMatch(/eu-(typed|later)/);
  });
});
