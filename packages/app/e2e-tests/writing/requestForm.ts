import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures';
import type { Person } from '../people';
import { TEAM_NAMESPACE } from './platform';

/** A button by its exact name. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** A text field by its exact name. */
export function field(page: Page, name: string): Locator {
  return page.getByRole('textbox', { name, exact: true });
}

/** The heading of the open page of the form. */
export function formPage(page: Page, title: string): Locator {
  return page.getByRole('heading', { name: title, exact: true, level: 3 });
}

/** The notice that offers a draft, without the announcement of it for screen readers. */
export function draftOffer(page: Page): Locator {
  return page
    .getByText(/^There is a draft of this form\./)
    .and(page.locator(':not([data-ske-announcer], [data-ske-announcer] *)'));
}

/** Types the namespace of user-team, who may not list namespaces. For the other users the form has chosen a namespace. */
export async function chooseNamespace(
  page: Page,
  person: Person,
): Promise<void> {
  if (person === 'user-team') {
    await page.getByLabel(/^Namespace/).fill(TEAM_NAMESPACE);
  }
}

/** Fills in the form of a new cache up to the button *Review*. */
export async function fillIn(
  page: Page,
  values: { name: string; team?: string; memoryMiB?: number; zone?: string },
): Promise<void> {
  const { name, team = 'shop', memoryMiB, zone } = values;
  await field(page, 'Name').fill(name);
  await button(page, 'Next').click();
  await expect(formPage(page, 'Basics')).toBeVisible();
  await field(page, 'Team').fill(team);
  if (memoryMiB !== undefined) {
    await field(page, 'Memory MiB').fill(String(memoryMiB));
  }
  await button(page, 'Next').click();
  await expect(formPage(page, 'Placement')).toBeVisible();
  if (zone !== undefined) {
    await field(page, 'Zone').fill(zone);
  }
  await button(page, 'Next').click();
  await expect(formPage(page, 'Backup')).toBeVisible();
}

/** Waits until the page shows the result of the dry run. */
export async function expectAccepted(page: Page, name: string): Promise<void> {
  await expect(
    page.getByText(`The cluster accepts the Cache ${name}.`),
  ).toBeVisible();
}

/** The requests with which the pages created or changed something, without the dry runs. */
export function recordWrites(page: Page): { manifest: string }[] {
  const writes: { manifest: string }[] = [];
  page.on('request', request => {
    if (request.url().endsWith('/api/ske/configure-resource')) {
      const body = request.postDataJSON();
      if (!body.dryRun) {
        writes.push(body);
      }
    }
  });
  return writes;
}

/**
 * Loses the responses to creates.
 *
 * @param where - with `before` the server does not get the request; with `after` it does, and only its response is lost
 */
export async function loseAnswers(
  page: Page,
  where: 'before' | 'after',
): Promise<void> {
  await page.route('**/api/ske/configure-resource', async route => {
    if (route.request().postDataJSON().dryRun) {
      await route.continue();
      return;
    }
    if (where === 'after') {
      await route.fetch();
    }
    await route.abort();
  });
}
