import { mergeTests } from '@playwright/test';
import { expect, findUser, signIn, type Cluster } from '../fixtures';
import { header, refusals } from '../journeys/livePage';
import { onEach, test as withScreens } from '../journeys/screens';
import { press } from '../keyboard';
import { PEOPLE } from '../people';
import {
  annotate,
  cache,
  CACHE,
  cacheUrl,
  createReadyCaches,
  withPausedPromise,
} from './caches';
import {
  deleteDialog,
  deleteWithDialog,
  deletionCard,
  expectDeleted,
} from './deletionPage';
import { TEAM_NAMESPACE, test as withCaches } from './platform';
import { button } from './requestForm';
import { withSilentController } from './standIn';

const test = mergeTests(withCaches, withScreens);

test('user-dev reads what is deleted, confirms with the name, and watches the steps; then the page says that another cache has the same name', async ({
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

test('all users see why a deletion waits if they cannot continue it: another controller keeps the object, its Promise is paused, or no controller reacts', async ({
  screens,
  endpoints,
  cluster,
  name,
}) => {
  const kept = `${name}-kept`;
  const silent = `${name}-silent`;
  const open = (each: string, reason: RegExp) =>
    onEach(screens, async ({ page }) => {
      await page.goto(cacheUrl(each, TEAM_NAMESPACE));
      await expect(deletionCard(page).getByText(reason)).toBeVisible();
      await expect(
        deletionCard(page).getByRole('button', {
          name: /finalizer|Resume|again/i,
        }),
      ).toHaveCount(0);
    });
  const expectEnd = (each: string) =>
    onEach(screens, ({ page }) => expectDeleted(page, each));
  await createReadyCaches(cluster, TEAM_NAMESPACE, [
    { name: kept, finalizers: ['example.com/keep'] },
    { name: silent },
    { name },
  ]);

  await test.step('another controller keeps it', async () => {
    await requestDeletion(cluster, kept);
    await open(kept, /keeps the object with the finalizer example\.com\/keep/);
    await cluster.kubectl(
      ...['patch', CACHE.resource, kept, '--namespace', TEAM_NAMESPACE],
      ...['--type', 'json', '--patch'],
      '[{"op": "remove", "path": "/metadata/finalizers"}]',
    );
    await expectEnd(kept);
  });

  await test.step('its Promise is paused', async () => {
    await withPausedPromise(cluster, async () => {
      await requestDeletion(cluster, name);
      await open(name, /^Its Promise is paused\./);
    });
    await expectEnd(name);
  });

  await test.step('no controller reacts', async () => {
    await withSilentController(endpoints, async () => {
      await requestDeletion(cluster, silent);
      await onEach(screens, async ({ page }) => {
        await page.clock.install();
        await page.goto(cacheUrl(silent, TEAM_NAMESPACE));
        // The page counts the minute of silence from the moment at which it shows the deletion.
        await expect(deletionCard(page)).toBeVisible();
        await page.clock.fastForward('01:10');
        await expect(
          page.getByText(/^No controller has written anything since /),
        ).toBeVisible();
      });
    });
    await expectEnd(silent);
  });
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
