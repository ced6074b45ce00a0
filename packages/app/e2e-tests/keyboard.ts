import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** Moves the focus with Tab until it is on the element. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Moves the focus to the element and presses Enter when it is enabled. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await expect(target).toBeEnabled();
  await page.keyboard.press('Enter');
}

/** Moves the focus to the field and types. */
export async function type(
  page: Page,
  target: Locator,
  text: string,
): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Checks that no part of the page is outside the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(width, 'pixels beside the screen').toBeLessThanOrEqual(0);
}
