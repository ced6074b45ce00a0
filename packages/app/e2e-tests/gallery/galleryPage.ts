import { expect, type Page } from '@playwright/test';

/** The window in which an entry is opened. */
export interface Look {
  theme: 'light' | 'dark';
  width: 375 | 1280;
}

/** An entry of the gallery, as its list shows it. */
export interface ListedEntry {
  id: string;
  /** A text that the page shows when the state is complete. */
  shows?: string;
  /** The name of a picture of the docs. */
  picture?: string;
}

/** Ages in the pictures do not depend on the day. */
const NOW = '2026-11-29T10:00:00Z';

const HEIGHT = 800;

/** It is longer than the pauses of a page that is loading, such as the half second after which a recording ends. */
const QUIET_AFTER_LOAD_MS = 500;

/** After a change of the width there is nothing to load. */
const QUIET_AFTER_RESIZE_MS = 100;

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

/** Opens an entry in a window of the look, and waits until it has settled. */
export async function openEntry(
  page: Page,
  entry: ListedEntry,
  { theme, width }: Look,
): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme: theme });
  await page.clock.install({ time: NOW });
  await page.goto(`/?${new URLSearchParams({ state: entry.id, theme })}`);
  // A colour in the middle of a transition is not the colour that a user reads.
  await page.addStyleTag({
    content: '*, *::before, *::after { transition: none !important; }',
  });
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  if (entry.shows) {
    await expect(page.getByText(entry.shows).first()).toBeVisible();
  }
  await waitUntilQuiet(page, QUIET_AFTER_LOAD_MS);
}

/** Gives the window another width. The page does not load again. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await waitUntilQuiet(page, QUIET_AFTER_RESIZE_MS);
}

/** Waits until the document has not changed for a while. Ages change once a second. */
async function waitUntilQuiet(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate(
    quiet =>
      new Promise<void>(done => {
        const observer = new MutationObserver(wait);
        let timer: ReturnType<typeof setTimeout> | undefined;
        function finish() {
          observer.disconnect();
          done();
        }
        function wait() {
          clearTimeout(timer);
          timer = setTimeout(finish, quiet);
        }
        observer.observe(document.body, { childList: true, subtree: true });
        wait();
      }),
    milliseconds,
  );
}
