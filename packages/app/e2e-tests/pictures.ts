import type { Page, TestInfo } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/*
 * Pictures of pages in light and dark, wide and narrow, for reviewers: .local/browser/pictures.
 */

export const looks = (
  [
    { colorScheme: 'light', width: 1280, height: 800 },
    { colorScheme: 'dark', width: 1280, height: 800 },
    { colorScheme: 'light', width: 390, height: 844 },
    { colorScheme: 'dark', width: 390, height: 844 },
  ] as const
).map(({ colorScheme, width, height }) => ({
  look: `${colorScheme}-${width}`,
  colorScheme,
  viewport: { width, height },
}));

/** Takes a picture of the page, and returns its file. */
export async function takePicture(
  page: Page,
  testInfo: TestInfo,
  name: string,
): Promise<string> {
  const path = resolve(
    __dirname,
    '../../../.local/browser/pictures',
    testInfo.project.name,
    `${name}.png`,
  );
  await mkdir(resolve(path, '..'), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}
