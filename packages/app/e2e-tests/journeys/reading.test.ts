import type { Locator, Page } from '@playwright/test';
import { expect, findUser, signIn, test, uniqueName } from '../fixtures';
import { expectLive, header } from './livePage';
import { bucket, BUCKETS } from './people';

/** Moves the focus with Tab until it is on the element. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('the log of a pipeline that fails is shown, and stays when Kubernetes removes the Pod', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('log');
  await signIn(page, findUser(endpoints, 'user-admin'));
  try {
    await page.goto('/kratix/resources');
    await expectLive(page);
    await cluster.apply(bucket({ name, fails: true }));
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('link', { name: 'Pipelines', exact: true }).click();
    const log = page.getByRole('log');
    const line = log.getByText(/fail/i).first();
    await expect(line).toBeVisible();
    // The container is started several times, and each attempt has a section of its own.
    await expect(
      log
        .getByRole('button', { name: /^write-bucket/, expanded: true })
        .first(),
    ).toBeVisible();

    await expect(header(page)).toContainText('Failed');
    await expect(
      log.getByRole('button', { name: /^write-bucket.*Pod removed/ }).last(),
    ).toBeVisible();
    await expect(line).toBeVisible();

    await page.reload();
    await expect(
      page.getByText(/Kubernetes has removed the Pods? of th/).first(),
    ).toBeVisible();
    await expect(log).toBeHidden();
  } finally {
    await cluster.delete(BUCKETS, name);
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
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toBeVisible();
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();

    const yaml = page.getByRole('link', { name: 'YAML', exact: true });
    await tabTo(page, yaml);
    await page.keyboard.press('Enter');
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
