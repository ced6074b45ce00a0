import type { Page } from '@playwright/test';
import { expect, findUser, signIn, uniqueName } from '../fixtures';
import { expectLive, header } from '../journeys/livePage';
import { press, tabTo } from '../keyboard';
import { PEOPLE, type Person } from '../people';
import { cache, CACHE, cacheUrl } from './caches';
import { allowCaches, forbidChanges, TEAM_NAMESPACE, test } from './platform';
import { refuseByPolicy, removePolicy } from './policy';
import { button } from './requestForm';

/** A namespace in which changes are refused while the dialog is open. */
const LOST_NAMESPACE = 'writing-lost';

/** The group of each user. */
const GROUPS: Record<Person, string> = {
  'user-admin': 'kube-admin',
  'user-dev': 'kube-dev',
  'user-team': 'kube-team',
};

const byRoles = { refuse: forbidChanges, text: /You may not change Cache/ };

/** How each user is refused. A role cannot restrict an administrator of the cluster, but a policy can. */
const REFUSALS: Record<Person, typeof byRoles> = {
  'user-admin': {
    refuse: refuseByPolicy,
    text: /A policy of the cluster does not allow you to change Cache/,
  },
  'user-dev': byRoles,
  'user-team': byRoles,
};

for (const person of PEOPLE) {
  test(`${person} re-runs many caches by keyboard, and sees the result of each, one of which is a refusal`, async ({
    page,
    endpoints,
    cluster,
  }) => {
    const prefix = uniqueName('bulk');
    const group = GROUPS[person];
    const { refuse, text } = REFUSALS[person];
    // user-team sees nothing of the namespace default. user-dev sees it, and may not change anything there.
    const places = [
      TEAM_NAMESPACE,
      LOST_NAMESPACE,
      ...(person === 'user-team' ? [] : ['default']),
    ];
    const possible = person === 'user-dev' ? 2 : places.length;
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: LOST_NAMESPACE },
    });
    await allowCaches(cluster, LOST_NAMESPACE, [group]);
    try {
      await cluster.apply({
        apiVersion: 'v1',
        kind: 'List',
        items: places.map(namespace =>
          cache({ name: `${prefix}-${namespace}`, namespace }),
        ),
      });
      await signIn(page, findUser(endpoints, person));
      const query = new URLSearchParams([
        ['q', prefix],
        ...places.map(namespace => ['namespace', namespace]),
      ]);
      await page.goto(`/kratix/resources?${query}`);
      await expectLive(page);
      for (const namespace of places) {
        const row = page
          .getByRole('row')
          .filter({ hasText: `${prefix}-${namespace}` });
        await expect(row).toContainText('Ready');
        await tabTo(
          page,
          row.getByRole('checkbox', {
            name: `Select ${prefix}-${namespace} in ${namespace}`,
          }),
        );
        await page.keyboard.press('Space');
      }
      await expect(
        page.getByText(`${places.length} selected`, { exact: true }),
      ).toBeVisible();
      await press(
        page,
        page
          .getByRole('region', { name: 'Actions for the selected requests' })
          .getByRole('button', { name: 'Re-run', exact: true }),
      );

      const dialog = page.getByRole('dialog', {
        name: `Re-run ${places.length} requests`,
      });
      const result = (namespace: string) =>
        dialog
          .getByRole('listitem')
          .filter({ hasText: `${prefix}-${namespace}` });
      const confirm = dialog.getByRole('button', {
        name: `Re-run (${possible})`,
        exact: true,
      });
      await expect(confirm).toBeVisible();
      if (person === 'user-dev') {
        await expect(
          dialog.getByText('It is possible for 2 of 3 requests.'),
        ).toBeVisible();
        await expect(result('default')).toContainText('Left out');
        await expect(result('default')).toContainText(
          'You do not have the right to patch Cache objects in default.',
        );
      }
      await refuse(cluster, LOST_NAMESPACE, group);
      await press(page, confirm);
      await expect(
        dialog.getByText(
          [
            `Accepted: ${possible - 1}. Failed: 1.`,
            ...(possible < places.length ? ['Left out: 1.'] : []),
          ].join(' '),
          { exact: true },
        ),
      ).toBeVisible();
      await expect(result(TEAM_NAMESPACE)).toContainText('Accepted');
      await expect(result(LOST_NAMESPACE)).toContainText('Refused');
      await expect(result(LOST_NAMESPACE)).toContainText(text);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await press(
        page,
        page.getByRole('link', {
          name: `${prefix}-${TEAM_NAMESPACE}`,
          exact: true,
        }),
      );
      await expect(page).toHaveURL(
        new RegExp(
          `${cacheUrl(`${prefix}-${TEAM_NAMESPACE}`, TEAM_NAMESPACE)}$`,
        ),
      );
      await expect(header(page)).toContainText('Ready');
      await expect(button(page, 'Re-run')).toBeVisible();
    } finally {
      if (refuse === refuseByPolicy) {
        await removePolicy(cluster);
      }
      for (const namespace of places) {
        await cluster.delete(
          CACHE.resource,
          `${prefix}-${namespace}`,
          namespace,
        );
      }
    }
  });
}

/** How many requests the dialog sends at a time. */
const AT_ONCE = 4;

test('user-dev stops the re-run of many caches: the re-runs that were sent finish, and no more are sent', async ({
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
      ...['delete', CACHE.resource, ...names, '--namespace', TEAM_NAMESPACE],
      ...['--ignore-not-found', '--wait=false'],
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
