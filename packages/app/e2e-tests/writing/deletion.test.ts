import { expect, findUser, signIn } from '../fixtures';
import { header, refusals } from '../journeys/livePage';
import { annotate, cache, CACHE, cacheUrl } from './caches';
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

test('a deletion that waits says why, and what the user can do', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const failing = { name: `${name}-fails`, namespace: 'default' };
  const suspended = { name: `${name}-waits`, namespace: 'default' };
  const kept = { name: `${name}-kept`, namespace: 'default' };
  const open = async (of: { name: string }) => {
    await page.goto(cacheUrl(of.name));
    await expect(header(page)).toContainText('Ready');
    await deleteWithDialog(page, of.name);
  };
  await cluster.apply(cache({ name }));
  await cluster.apply(cache({ ...failing, annotations: fail('drain') }));
  await cluster.apply(cache({ ...suspended, annotations: suspend('drain') }));
  await cluster.apply(cache({ ...kept, finalizers: ['example.com/keep'] }));
  await signIn(page, findUser(endpoints, 'user-admin'));

  await test.step('its delete pipeline has failed', async () => {
    await open(failing);
    await expect(
      page.getByText(/^The delete pipeline has failed\./),
    ).toBeVisible();
    await annotate(cluster, failing, 'demo.kratix-portal.io/fail-');
    await button(page, 'Run it again').click();
    await expectDeleted(page, failing.name);
  });

  await test.step('its delete pipeline is suspended', async () => {
    await open(suspended);
    await expect(
      page.getByText(/^The delete pipeline has suspended itself\./),
    ).toBeVisible();
    await annotate(cluster, suspended, 'demo.kratix-portal.io/suspend-');
    await deletionCard(page)
      .getByRole('button', { name: 'Resume', exact: true })
      .click();
    await expectDeleted(page, suspended.name);
  });

  await test.step('another controller keeps it', async () => {
    await open(kept);
    await expect(
      page.getByText(
        /keeps the object with the finalizer example\.com\/keep\./,
      ),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /finalizer/i })).toHaveCount(
      0,
    );
    await cluster.kubectl(
      ...['patch', CACHE.resource, kept.name, '--type', 'json', '--patch'],
      '[{"op": "remove", "path": "/metadata/finalizers"}]',
    );
    await expectDeleted(page, kept.name);
  });

  await test.step('it is paused', async () => {
    await page.goto(cacheUrl(name));
    await expect(header(page)).toContainText('Ready');
    await button(page, 'Pause').click();
    await expect(header(page)).toContainText('Paused');
    await deleteWithDialog(page, name);
    await expect(
      page.getByText(
        'It is paused. Kratix continues with the deletion when it is resumed.',
      ),
    ).toBeVisible();
    await deletionCard(page)
      .getByRole('button', { name: 'Resume', exact: true })
      .click();
    await expectDeleted(page, name);
  });
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

function hold(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/hold': pipeline };
}

function fail(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/fail': pipeline };
}

function suspend(pipeline: string): Record<string, string> {
  return { 'demo.kratix-portal.io/suspend': pipeline };
}
