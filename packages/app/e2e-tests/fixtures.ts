import { test as base, expect, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { DemoUser, Endpoints } from '@kratix-portal/test-cluster';
import { readEndpoints } from './portals';

const run = promisify(execFile);

/** The platform cluster as its administrator sees it: what is really there, whatever the portal says. */
export interface Cluster {
  /** The object, or undefined when the API server has none of that name. */
  get(resource: string, name: string): Promise<KubernetesObject | undefined>;
  delete(resource: string, name: string): Promise<void>;
  /** As `kubectl apply` does it. */
  apply(object: object): Promise<void>;
  /** As `kubectl apply --server-side` does it, which takes files of any size. */
  applyFile(file: string): Promise<void>;
  /** Asks for it, and does not wait until it is done. */
  deleteFile(file: string): Promise<void>;
}

export interface KubernetesObject {
  metadata: { name: string; labels?: Record<string, string> };
  spec: Record<string, unknown>;
  status?: { conditions?: { type: string; status: string }[] };
}

interface Fixtures {
  endpoints: Endpoints;
  cluster: Cluster;
  /** What went wrong in the page's own code; a test fails when there is any. */
  faults: string[];
}

export { expect };

/** Playwright's `test`, knowing the demo portal of its project. */
export const test = base.extend<Fixtures>({
  // Playwright wants the destructuring to tell which fixtures are used.
  // eslint-disable-next-line no-empty-pattern
  endpoints: async ({}, provide, testInfo) => {
    await provide(readEndpoints(testInfo.project.name));
  },
  cluster: async ({ endpoints }, provide) => {
    await provide(createCluster(endpoints));
  },
  faults: [
    async ({ context }, provide) => {
      const faults: string[] = [];
      context.on('weberror', ({ error }) =>
        faults.push(`uncaught: ${error().message}`),
      );
      context.on('console', message => {
        if (message.type() === 'error' && !isExpected(message.location().url)) {
          faults.push(`${message.location().url}: ${message.text()}`);
        }
      });
      await provide(faults);
      expect(faults, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
});

/** Before anyone has signed in, Backstage asks for an earlier session and is told 401, which Chromium reports. */
function isExpected(url: string): boolean {
  return /\/api\/auth\/[^/]+\/refresh\?/.test(url);
}

function createCluster(endpoints: Endpoints): Cluster {
  const kubectl = async (...args: string[]) => {
    const { stdout } = await run(resolve(endpoints.paths.binaries, 'kubectl'), [
      '--kubeconfig',
      endpoints.kubeconfigs.admin,
      ...args,
    ]);
    return stdout;
  };
  return {
    get: async (resource, name) => {
      const text = await kubectl(
        ...['get', resource, name, '--ignore-not-found', '--output', 'json'],
      );
      return text.trim() === '' ? undefined : JSON.parse(text);
    },
    delete: async (resource, name) => {
      await kubectl('delete', resource, name, '--ignore-not-found');
    },
    apply: async object => {
      const folder = await mkdtemp(join(tmpdir(), 'e2e-apply-'));
      try {
        const file = join(folder, 'object.json');
        await writeFile(file, JSON.stringify(object));
        await kubectl('apply', '--filename', file);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    applyFile: async file => {
      await kubectl('apply', '--server-side', '--filename', file);
    },
    deleteFile: async file => {
      await kubectl(
        ...['delete', '--filename', file],
        ...['--ignore-not-found', '--wait=false'],
      );
    },
  };
}

export function findUser(endpoints: Endpoints, username: string): DemoUser {
  const user = endpoints.users.find(each => each.username === username);
  if (!user) {
    throw new Error(`The demo has no user ${username}`);
  }
  return user;
}

/** Signs in the way a person does: by the card on the portal's page and the provider's own login page in the popup. */
export async function signIn(page: Page, user: DemoUser): Promise<void> {
  await page.goto('/');
  const popup = await openSignInPopup(page);
  const popupClosed = popup.waitForEvent('close');
  await submitPassword(popup, user.username, user.password);
  await popupClosed;
  await expect(page.getByRole('heading', { name: /Catalog/ })).toBeVisible();
}

/** Opens the provider's own login page, from the card on the portal's. */
export async function openSignInPopup(page: Page): Promise<Page> {
  const popupOpened = page.waitForEvent('popup');
  await page.getByRole('button', { name: /sign in/i }).click();
  return popupOpened;
}

export async function submitPassword(
  popup: Page,
  username: string,
  password: string,
): Promise<void> {
  await popup.getByRole('textbox', { name: /user ?name/i }).fill(username);
  await popup.getByRole('textbox', { name: 'Password' }).fill(password);
  await popup.getByRole('button', { name: /^sign in$/i }).click();
}

/** Opens the page of a Component from the catalog's list, as soon as it is there. */
export async function openComponent(page: Page, name: string): Promise<void> {
  const link = page.locator(`a[href$="/component/${name}"]`);
  // The list is not renewed while it is open.
  await expect(async () => {
    await page.goto('/?filters[kind]=component&filters[user]=all');
    await expect(link.first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 30_000 });
  await link.first().click();
}

/** Opens a template's form from the list of templates, as soon as it is there. */
export async function openTemplate(page: Page, title: string): Promise<void> {
  const choose = page
    // Backstage's template cards have no role of their own.
    .locator('.MuiCard-root', { has: page.getByText(title, { exact: true }) })
    .getByRole('button', { name: 'Choose' });
  // The list is not renewed while it is open.
  await expect(async () => {
    await page.goto('/create');
    await expect(choose).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
  await choose.click();
  await expect(
    page.getByRole('heading', { name: title, exact: true }),
  ).toBeVisible();
}
