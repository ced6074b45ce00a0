import {
  test as base,
  expect,
  type BrowserContext,
  type ConsoleMessage,
  type Locator,
  type Page,
} from '@playwright/test';
import type { DemoUser, Endpoints } from '@kratix-portal/test-cluster';
import { createCluster, type Cluster } from './Cluster';
import { expectReadableColumns } from './columns';
import { PageErrors } from './PageErrors';
import { readEndpoints } from './portals';

/** What the tests of this folder get from {@link test}. */
export interface Fixtures {
  endpoints: Endpoints;
  cluster: Cluster;
  /** Each test tells this object which errors it causes on purpose. */
  faults: PageErrors;
  /** Opens a page in a new browser context, which shares no session with other pages. */
  openBrowser(): Promise<Page>;
}

export { expect };
export type { Cluster, KubernetesObject } from './Cluster';

/** Playwright's `test` with the demo portal of its project. */
export const test = base.extend<Fixtures>({
  // Playwright reads the destructuring to find the fixtures that this one uses.
  // eslint-disable-next-line no-empty-pattern
  endpoints: async ({}, provide, testInfo) => {
    await provide(readEndpoints(testInfo.project.name));
  },
  cluster: async ({ endpoints }, provide) => {
    await provide(createCluster(endpoints));
  },
  faults: [
    async ({ context }, provide) => {
      const faults = new PageErrors();
      collectFaults(context, faults);
      await provide(faults);
      expect(faults.unexpected, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  openBrowser: async ({ browser, faults }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      collectFaults(context, faults);
      return context.newPage();
    });
    await Promise.all(contexts.map(context => context.close()));
  },
});

function collectFaults(context: BrowserContext, faults: PageErrors): void {
  context.on('weberror', webError =>
    faults.add(`uncaught: ${webError.error().message}`),
  );
  context.on('console', message => {
    if (message.type() === 'error' && !isExpected(message)) {
      faults.add(`${message.location().url}: ${message.text()}`);
    }
  });
}

/**
 * Before a sign-in, Backstage requests an earlier session. Chromium logs the 401 response as an error. The scaffolder's form logs that it found
 * errors, which it also shows. A page may request the runs or the log of an object just after Kubernetes has removed it or its Pod.
 */
function isExpected(message: ConsoleMessage): boolean {
  return (
    /\/api\/auth\/[^/]+\/refresh\?/.test(message.location().url) ||
    /\/api\/ske\/resource\/(pipelines|logs)\?/.test(message.location().url) ||
    message.text().startsWith('Form validation failed')
  );
}

export function findUser(endpoints: Endpoints, username: string): DemoUser {
  const user = endpoints.users.find(each => each.username === username);
  if (!user) {
    throw new Error(`The demo has no user ${username}`);
  }
  return user;
}

/**
 * Signs in as a user does: with the card on the portal's page and the OIDC provider's login page in the popup.
 *
 * @param provider - the title of the card, if the page has several
 */
export async function signIn(
  page: Page,
  user: DemoUser,
  provider?: string,
): Promise<void> {
  await page.goto('/');
  const popup = await openSignInPopup(page, provider);
  const popupClosed = popup.waitForEvent('close');
  await submitPassword(popup, user.username, user.password);
  await popupClosed;
  // Each portal opens a page of its own choice after the sign-in.
  await expect(signInButton(page, provider)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
}

/** The tab of the page that the demo opens after the sign-in. */
export function servicesTab(page: Page): Locator {
  return page.getByRole('tab', { name: 'Services', selected: true });
}

/** The button on the portal's sign-in page: "Sign in with " and the title of the provider. */
export function signInButton(page: Page, provider?: string): Locator {
  return page.getByRole('button', {
    name: provider ? `Sign in with ${provider}` : /^Sign in with /,
    exact: true,
  });
}

/** Opens the OIDC provider's login page with the button on the portal's sign-in page. */
export async function openSignInPopup(
  page: Page,
  provider?: string,
): Promise<Page> {
  const popupOpened = page.waitForEvent('popup');
  await signInButton(page, provider).click();
  return popupOpened;
}

export async function submitPassword(
  popup: Page,
  username: string,
  password: string,
): Promise<void> {
  // "User name" is ours, "Username or email" is Keycloak's.
  await popup.getByRole('textbox', { name: /^user ?name/i }).fill(username);
  await popup
    .getByRole('textbox', { name: 'Password', exact: true })
    .fill(password);
  await popup.getByRole('button', { name: /^sign in$/i }).click();
}

/** The alert with the cluster's refusal. */
export function refusal(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: 'may not create' });
}

/** Waits until the catalog's list has a Component, and opens its page. */
export async function openComponent(page: Page, name: string): Promise<void> {
  const link = page.locator(`a[href$="/component/${name}"]`);
  // Backstage does not refresh an open list.
  await expect(async () => {
    await page.goto('/catalog?filters[kind]=component&filters[user]=all');
    await expect(link.first()).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
  await expectReadableColumns(page);
  await link.first().click();
}

/** The card of a template in the list of templates. Backstage's cards have no role. */
export function templateCard(page: Page, title: string): Locator {
  return page.locator('.MuiCard-root', {
    has: page.getByText(title, { exact: true }),
  });
}

/** Waits until the list of templates has a template, and opens its form. */
export async function openTemplate(page: Page, title: string): Promise<void> {
  const choose = templateCard(page, title).getByRole('button', {
    name: 'Choose',
    exact: true,
  });
  // Backstage does not refresh an open list.
  await expect(async () => {
    await page.goto('/create');
    await expect(choose).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
  await choose.click();
  await expect(
    page.getByRole('heading', { name: title, exact: true }),
  ).toBeVisible();
}

/** Fills in and submits the form of an ObjectBucket, which has one page for its spec, or one page for each field. */
export async function requestBucket(
  page: Page,
  bucket: { name: string; team: string; sizeGiB: number },
): Promise<void> {
  await openTemplate(page, 'ObjectBucket');
  const fields: [Locator, string][] = [
    [page.getByRole('textbox', { name: 'Name', exact: true }), bucket.name],
    [page.getByRole('textbox', { name: 'Team', exact: true }), bucket.team],
    [page.getByRole('spinbutton', { name: /^Size/ }), String(bucket.sizeGiB)],
  ];
  const titles = await page.locator('.MuiStepLabel-label').allTextContents();
  const active = page.locator('.MuiStepLabel-label.MuiStepLabel-active');
  for (const title of titles.slice(0, -1)) {
    await expect(active).toHaveText(title);
    for (const [field, value] of fields) {
      if (await field.isVisible()) {
        await field.fill(value);
      }
    }
    await page.getByRole('button', { name: /^(Next|Review)$/ }).click();
  }
  await expect(active).toHaveText('Review');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${Date.now().toString(36)}`;
}
