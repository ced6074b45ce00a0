import { expect, findUser, signIn, type Cluster } from '../fixtures';
import { header, refusals } from '../journeys/livePage';
import { press } from '../keyboard';
import { PEOPLE } from '../people';
import { annotate, cache, CACHE, cacheUrl, createReadyCaches } from './caches';
import {
  deleteDialog,
  deleteWithDialog,
  deletionCard,
  expectDeleted,
} from './deletionPage';
import { TEAM_NAMESPACE, test } from './platform';
import { button } from './requestForm';
import { withSilentController } from './standIn';

test('user-dev sees the consequences, types the name, follows the steps, and meets another cache of the same name', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  await cluster.apply(cache({ ...at, annotations: { ...hold('drain') } }));
  await signIn(page, findUser(endpoints, 'user-dev'));
  await page.goto(cacheUrl(name, TEAM_NAMESPACE));
  await expect(header(page)).toContainText('Ready');

  await button(page, 'Delete').click();
  const dialog = deleteDialog(page, name);
  await expect(
    dialog.getByText(/^The delete pipeline drain runs first\./),
  ).toBeVisible();
  await expect(
    dialog.getByText('1 Work is removed, with its files.'),
  ).toBeVisible();
  await expect(dialog.getByText(/files? at worker-1$/)).toBeVisible();
  await expect(refusals(page)).toHaveCount(0);
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  const typed = dialog.getByRole('textbox', { name: `Type “${name}”` });
  await typed.fill('something');
  await confirm.click();
  await expect(dialog.getByText(`This is not “${name}”.`)).toBeVisible();
  await typed.fill(name);
  await confirm.click();
  await expect(dialog).toBeHidden();

  const steps = deletionCard(page).getByRole('listitem');
  await expect(steps.filter({ hasText: 'Delete pipeline' })).toContainText(
    'In progress',
  );
  await expect(
    steps.filter({ hasText: 'Works at the Destinations' }),
  ).toContainText('Waiting');
  await button(page, 'Open the log of drain').click();
  await expect(
    deletionCard(page).getByRole('log').or(page.getByText(/drain/)).first(),
  ).toBeVisible();
  await annotate(cluster, at, 'demo.kratix-portal.io/hold-');
  await expectDeleted(page, name);

  await cluster.apply(cache(at));
  await expect(
    page.getByText(/This is another one with the same name, created at /),
  ).toBeVisible();
  await button(page, 'OK').click();
  await expect(header(page)).toContainText('Ready');
  await expect(page.getByText(/^Deleted at /)).toBeHidden();
});

for (const person of PEOPLE) {
  test(`${person} sees why a deletion waits, and makes it continue with the keyboard`, async ({
    page,
    endpoints,
    cluster,
    name,
  }) => {
    const failing = `${name}-fails`;
    const suspended = `${name}-waits`;
    const help = deletionCard(page);
    const open = (each: string) => page.goto(cacheUrl(each, TEAM_NAMESPACE));
    const mend = async (each: string, annotation: string) =>
      annotate(cluster, { name: each, namespace: TEAM_NAMESPACE }, annotation);
    await Promise.all([
      createReadyCaches(cluster, TEAM_NAMESPACE, [
        { name: failing, annotations: fail('drain') },
        { name: suspended, annotations: suspend('drain') },
        { name },
      ]),
      signIn(page, findUser(endpoints, person)),
    ]);
    await requestDeletion(cluster, failing, suspended);

    await test.step('it is paused', async () => {
      await open(name);
      await press(page, button(page, 'Pause'));
      await expect(header(page)).toContainText('Paused');
      await deleteWithDialog(page, name);
      await expect(
        help.getByText(
          'It is paused. Kratix continues with the deletion when it is resumed.',
        ),
      ).toBeVisible();
      await press(
        page,
        help.getByRole('button', { name: 'Resume', exact: true }),
      );
      await expectDeleted(page, name);
    });

    await test.step('its delete pipeline is suspended', async () => {
      await open(suspended);
      await expect(
        help.getByText(/^The delete pipeline has suspended itself\./),
      ).toBeVisible();
      await mend(suspended, 'demo.kratix-portal.io/suspend-');
      await press(
        page,
        help.getByRole('button', { name: 'Resume', exact: true }),
      );
      await expectDeleted(page, suspended);
    });

    await test.step('its delete pipeline has failed', async () => {
      await open(failing);
      await expect(
        help.getByText(/^The delete pipeline has failed\./),
      ).toBeVisible();
      await mend(failing, 'demo.kratix-portal.io/fail-');
      await press(page, button(page, 'Run it again'));
      await expectDeleted(page, failing);
    });
  });
}

test('user-admin sees that another controller keeps a deleted cache', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  await cluster.apply(cache({ name, finalizers: ['example.com/keep'] }));
  await signIn(page, findUser(endpoints, 'user-admin'));
  await page.goto(cacheUrl(name));
  await expect(header(page)).toContainText('Ready');
  await deleteWithDialog(page, name);
  await expect(
    page.getByText(/keeps the object with the finalizer example\.com\/keep/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /finalizer/i })).toHaveCount(0);
  await cluster.kubectl(
    ...['patch', CACHE.resource, name, '--type', 'json', '--patch'],
    '[{"op": "remove", "path": "/metadata/finalizers"}]',
  );
  await expectDeleted(page, name);
});

test('user-team sees that no controller reacts to a deletion, until one does', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  await cluster.apply(cache({ name, namespace: TEAM_NAMESPACE }));
  await page.clock.install();
  await signIn(page, findUser(endpoints, 'user-team'));
  await page.goto(cacheUrl(name, TEAM_NAMESPACE));
  await expect(header(page)).toContainText('Ready');
  await withSilentController(endpoints, async () => {
    await deleteWithDialog(page, name);
    await expect(header(page)).toContainText('Deleting');
    await page.clock.fastForward('01:10');
    await expect(
      page.getByText(/^No controller has written anything since /),
    ).toBeVisible();
  });
  await expectDeleted(page, name);
});

/** Requests the deletion of caches of the team, as kubectl does. */
async function requestDeletion(
  cluster: Cluster,
  ...names: readonly string[]
): Promise<void> {
  await cluster.kubectl(
    ...['delete', CACHE.resource, ...names, '--namespace', TEAM_NAMESPACE],
    '--wait=false',
  );
}

function hold(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/hold': pipeline };
}

function fail(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/fail': pipeline };
}

function suspend(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/suspend': pipeline };
}
