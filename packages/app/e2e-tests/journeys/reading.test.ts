import { expect, findUser, signIn, uniqueName } from '../fixtures';
import { press, tabTo } from '../keyboard';
import { header } from './livePage';
import { bucket, BUCKETS, pipelineAnnotations, TEAM_NAMESPACE } from './people';
import { onEach, openRequests, test } from './screens';

test('the log of a pipeline that fails is shown to users who may read it, with the keyboard alone, and stays when Kubernetes removes the Pod', async ({
  screens,
  cluster,
}) => {
  const name = uniqueName('log');
  const annotations = {
    [pipelineAnnotations.hold]: 'true',
    [pipelineAnnotations.fail]: 'true',
  };
  await onEach(screens, openRequests);
  try {
    await cluster.apply(
      bucket({ name, namespace: TEAM_NAMESPACE, annotations }),
    );
    await onEach(screens, async ({ person, page }) => {
      await press(page, page.getByRole('link', { name, exact: true }));
      await press(
        page,
        page.getByRole('link', { name: 'Pipelines', exact: true }),
      );
      await expect(
        person === 'user-team'
          ? page.getByText(/You may not list .*Job/i).first()
          : page
              .getByRole('log')
              .getByText(/starts for/)
              .last(),
      ).toBeVisible();
    });
    await cluster.kubectl(
      ...['annotate', BUCKETS, name, '--namespace', TEAM_NAMESPACE],
      `${pipelineAnnotations.hold}-`,
    );
    await onEach(screens, async ({ person, page }) => {
      await expect(header(page)).toContainText('Failed');
      await expect(header(page)).toContainText('create-bucket');
      if (person === 'user-team') {
        return;
      }
      const log = page.getByRole('log');
      const line = log.getByText(/fail/i).first();
      await expect(line).toBeVisible();
      // The container is started several times, and each attempt has a section of its own.
      await expect(
        log
          .getByRole('button', { name: /^write-bucket/, expanded: true })
          .first(),
      ).toBeVisible();
      await expect(
        log.getByRole('button', { name: /^write-bucket.*Pod removed/ }).last(),
      ).toBeVisible();
      await expect(line).toBeVisible();

      await page.reload();
      await expect(
        page.getByText(/Kubernetes has removed the Pods? of th/).first(),
      ).toBeVisible();
      await expect(log).toBeHidden();
    });
  } finally {
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
  }
});

test('a journey by keyboard alone: from the services to the YAML of a request', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('keys');
  await signIn(page, findUser(endpoints, 'user-admin'));
  try {
    await cluster.apply(bucket({ name }));
    const resources = page.getByRole('tab', {
      name: 'My resources',
      exact: true,
    });
    await tabTo(page, page.getByRole('tab', { name: 'Services', exact: true }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(resources).toHaveAttribute('aria-selected', 'true');

    await tabTo(page, page.getByRole('searchbox', { name: 'Search requests' }));
    await page.keyboard.type(name);
    await expect(page).toHaveURL(new RegExp(name));
    await press(page, page.getByRole('link', { name, exact: true }));
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
    // The link is gone, so the focus is on the heading of the page that it led to, or at the start of the page if the heading came later.
    await expect(
      page.locator('h2:focus, :focus h2').filter({ hasText: name }),
    ).toBeVisible();

    await press(page, page.getByRole('link', { name: 'YAML', exact: true }));
    await expect(page).toHaveURL(/\/yaml$/);
    await expect(page.getByText(/apiVersion/).first()).toBeVisible();
  } finally {
    await cluster.delete(BUCKETS, name);
  }
});

test('the language is switched to German, and stays German after a reload', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('deutsch');
  await signIn(page, findUser(endpoints, 'user-admin'));
  try {
    await cluster.apply(bucket({ name }));
    await page.goto('/settings');
    await page
      .getByRole('button', { name: 'English' })
      .or(page.getByText('English', { exact: true }))
      .first()
      .click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await page.goto('/kratix/resources');
    await expect(
      page.getByRole('tab', { name: 'Meine Ressourcen', selected: true }),
    ).toBeVisible();
    await expect(
      page.getByTestId('sidebar-root').getByText('Meine Ressourcen'),
    ).toBeVisible();
    await page.getByRole('link', { name, exact: true }).click();
    await expect(header(page)).toContainText('Bereit');
    await page.reload();
    await expect(header(page)).toContainText('Bereit');

    await page.goto('/kratix/services/object-bucket/new');
    await page.getByRole('button', { name: 'Weiter', exact: true }).click();
    const form = page.locator('form');
    await expect(form).toContainText('Pflichtfeld');
    await expect(form).not.toContainText(
      /Required|Select an option|Not set|must|Name for the request/,
    );
  } finally {
    await cluster.delete(BUCKETS, name);
  }
});
