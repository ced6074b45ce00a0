import type { Page } from '@playwright/test';
import { expect, findUser, signIn, uniqueName } from '../fixtures';
import { expectLive, header } from '../journeys/livePage';
import { cache, CACHE, cacheUrl } from './caches';
import { allowCaches, forbidCaches, TEAM_NAMESPACE, test } from './platform';
import { button } from './requestForm';

/** A namespace in which user-dev loses the rights while the dialog is open. */
const LOST_NAMESPACE = 'writing-lost';

test('user-dev re-runs many caches and sees a result for each', async ({
  page,
  endpoints,
  cluster,
}) => {
  const prefix = uniqueName('bulk');
  const places = [TEAM_NAMESPACE, LOST_NAMESPACE, 'default'];
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: LOST_NAMESPACE },
  });
  await allowCaches(cluster, LOST_NAMESPACE, ['kube-dev']);
  try {
    for (const namespace of places) {
      await cluster.apply(cache({ name: `${prefix}-${namespace}`, namespace }));
    }
    await signIn(page, findUser(endpoints, 'user-dev'));
    await page.goto(`/kratix/resources?q=${prefix}`);
    await expectLive(page);
    for (const namespace of places) {
      const row = page
        .getByRole('row')
        .filter({ hasText: `${prefix}-${namespace}` });
      await expect(row).toContainText('Ready');
      await row
        .getByRole('checkbox', {
          name: `Select ${prefix}-${namespace} in ${namespace}`,
        })
        .check();
    }
    await expect(page.getByText('3 selected', { exact: true })).toBeVisible();
    await page
      .getByRole('region', { name: 'Actions for the selected requests' })
      .getByRole('button', { name: 'Re-run', exact: true })
      .click();

    const dialog = page.getByRole('dialog', { name: 'Re-run 3 requests' });
    const result = (namespace: string) =>
      dialog
        .getByRole('listitem')
        .filter({ hasText: `${prefix}-${namespace}` });
    await expect(
      dialog.getByText('It is possible for 2 of 3 requests.'),
    ).toBeVisible();
    await expect(result('default')).toContainText('Left out');
    await expect(result('default')).toContainText(
      'You do not have the right to patch Cache objects in default.',
    );
    await forbidCaches(cluster, LOST_NAMESPACE, 'kube-dev');
    await dialog
      .getByRole('button', { name: 'Re-run (2)', exact: true })
      .click();
    await expect(
      dialog.getByText('Accepted: 1. Failed: 1. Left out: 1.'),
    ).toBeVisible();
    await expect(result(TEAM_NAMESPACE)).toContainText('Accepted');
    await expect(result(LOST_NAMESPACE)).toContainText('Refused');
    await expect(result(LOST_NAMESPACE)).toContainText(
      /You may not change Cache/,
    );
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page
      .getByRole('link', { name: `${prefix}-${TEAM_NAMESPACE}`, exact: true })
      .click();
    await expect(page).toHaveURL(
      new RegExp(`${cacheUrl(`${prefix}-${TEAM_NAMESPACE}`, TEAM_NAMESPACE)}$`),
    );
    await expect(header(page)).toContainText('Ready');
    await expect(button(page, 'Re-run')).toBeVisible();
  } finally {
    for (const namespace of places) {
      await cluster.delete(CACHE.resource, `${prefix}-${namespace}`, namespace);
    }
  }
});

/** How many requests the dialog sends at a time. */
const AT_ONCE = 4;

test('user-dev stops the re-run of many caches: the requests that were sent end, and no more are sent', async ({
  page,
  endpoints,
  cluster,
}) => {
  const prefix = uniqueName('stop');
  const names = Array.from({ length: 9 }, (_, index) => `${prefix}-${index}`);
  try {
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'List',
      items: names.map(name => cache({ name, namespace: TEAM_NAMESPACE })),
    });
    const sent = await holdActions(page);
    await signIn(page, findUser(endpoints, 'user-dev'));
    await page.goto(`/kratix/resources?q=${prefix}`);
    await expectLive(page);
    await expect(
      page.getByRole('row').filter({ hasText: prefix }).filter({
        hasText: 'Ready',
      }),
    ).toHaveCount(names.length);
    await page
      .getByRole('checkbox', { name: 'Select all requests of this page' })
      .check();
    await page
      .getByRole('region', { name: 'Actions for the selected requests' })
      .getByRole('button', { name: 'Re-run', exact: true })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Re-run 9 requests' });
    const results = (word: string) =>
      dialog
        .getByRole('listitem')
        .filter({ has: page.getByText(word, { exact: true }) });
    await dialog
      .getByRole('button', { name: 'Re-run (9)', exact: true })
      .click();

    // The test holds the responses, so that the user stops between the fourth request and the fifth.
    await expect(results('Sending')).toHaveCount(AT_ONCE);
    await expect(results('Waiting')).toHaveCount(names.length - AT_ONCE);
    await expect.poll(() => sent.names.length).toBe(AT_ONCE);
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    sent.release();
    await expect(dialog.getByText('Accepted: 4. Not sent: 5.')).toBeVisible();
    await expect(results('Accepted')).toHaveCount(AT_ONCE);
    await expect(results('Not sent')).toHaveCount(names.length - AT_ONCE);
    for (const name of names) {
      await expect(
        dialog.getByRole('listitem').filter({ hasText: name }),
      ).toContainText(sent.names.includes(name) ? 'Accepted' : 'Not sent');
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(sent.names).toHaveLength(AT_ONCE);
  } finally {
    await cluster.kubectl(
      ...['delete', CACHE.resource, ...names, '--ignore-not-found'],
      ...['--namespace', TEAM_NAMESPACE],
    );
  }
});

/** Holds the requests of actions before the server gets them, until they are released. */
async function holdActions(
  page: Page,
): Promise<{ names: readonly string[]; release(): void }> {
  const names: string[] = [];
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/api/ske/resource/actions/*', async route => {
    names.push(route.request().postDataJSON().name);
    await released;
    await route.continue();
  });
  return { names, release };
}
