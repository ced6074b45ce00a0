import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures';

/** The header of the page of a resource, with its name and its state. */
export function header(page: Page): Locator {
  return page
    .locator('header')
    .filter({ has: page.getByRole('heading', { level: 2 }) });
}

/** Waits until the page shows that it receives live updates. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
}

/** Marks the document, so that {@link expectSameDocument} notices a reload. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.journey = 'same';
  });
}

export async function expectSameDocument(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-journey', 'same');
}

/** Text that a page shows only if it could not read something, or if something is not allowed. */
export function refusals(page: Page): Locator {
  return page.getByText(/^You may not |could not be (read|listed)/);
}
