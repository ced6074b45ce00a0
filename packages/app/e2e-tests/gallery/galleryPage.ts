import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** How an entry is looked at. */
export interface Look {
  theme: 'light' | 'dark';
  width: 375 | 1280;
}

/** An entry of the gallery, as its list shows it. */
export interface ListedEntry {
  id: string;
  /** A text that is there when the state is complete. */
  shows?: string;
  /** The name of a picture of the docs. */
  picture?: string;
}

/** Ages in the pictures do not depend on the day. */
const NOW = '2026-11-29T10:00:00Z';

const project = resolve(__dirname, '../../../..');

/** Opens the list of the gallery and returns its entries. */
export async function listEntries(page: Page): Promise<ListedEntry[]> {
  await page.goto('/');
  const items = page.locator('[data-gallery-entry]');
  await expect(items.first()).toBeVisible();
  return items.evaluateAll(elements =>
    elements.map(({ dataset }) => ({
      id: dataset.galleryEntry ?? '',
      shows: dataset.shows,
      picture: dataset.picture,
    })),
  );
}

/** Opens an entry, and waits until it has settled. */
export async function openEntry(
  page: Page,
  entry: ListedEntry,
  { theme }: Look,
): Promise<void> {
  await page.clock.install({ time: NOW });
  await page.goto(`/?${new URLSearchParams({ state: entry.id, theme })}`);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  if (entry.shows) {
    await expect(page.getByText(entry.shows).first()).toBeVisible();
  }
  await waitUntilQuiet(page);
}

/** Waits until the document has not changed for a while. Ages change once a second. */
async function waitUntilQuiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>(done => {
        const observer = new MutationObserver(wait);
        let timer: ReturnType<typeof setTimeout> | undefined;
        function finish() {
          observer.disconnect();
          done();
        }
        function wait() {
          clearTimeout(timer);
          timer = setTimeout(finish, 500);
        }
        observer.observe(document.body, { childList: true, subtree: true });
        wait();
      }),
  );
}

/** Takes the picture of an entry. With UPDATE_IMAGES it replaces the picture of the docs. */
export async function takePicture(
  page: Page,
  entry: ListedEntry,
  { theme, width }: Look,
): Promise<void> {
  const path = resolve(
    project,
    '.local/gallery-pictures',
    `${theme}-${width}`,
    `${entry.id.replaceAll('/', '_')}.png`,
  );
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled', fullPage: true });
  if (
    process.env.UPDATE_IMAGES &&
    entry.picture &&
    theme === 'light' &&
    width === 1280
  ) {
    await copyFile(
      path,
      resolve(project, 'docs/images', `${entry.picture}.png`),
    );
  }
}

/** Checks that an entry is accessible and that its page does not scroll sideways. */
export async function checkEntry(
  page: Page,
  { id }: ListedEntry,
): Promise<void> {
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${id} scrolls sideways`).toBeLessThanOrEqual(0);
  const lines = await page.evaluate(countLinesOfTabs);
  expect.soft(lines, `lines of tabs of ${id}`).toBeLessThanOrEqual(1);
  const { violations } = await new AxeBuilder({ page })
    // Backstage draws the header. Its tabs name panels that do not exist, since each tab is a page.
    .exclude('.bui-PluginHeader')
    // React Aria announces a button that waits, and names its progress bar for seconds after the bar has gone.
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id: rule, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ rule, html, failureSummary })),
    );
  expect.soft(serious, `accessibility of ${id}`).toEqual([]);
}

/** Runs in the page: on how many lines the tabs of the header are. */
function countLinesOfTabs(): number {
  const tabs = document.querySelectorAll('.bui-PluginHeader [role="tab"]');
  return new Set(
    [...tabs].map(tab => Math.round(tab.getBoundingClientRect().top)),
  ).size;
}
