import type { Page, TestInfo } from '@playwright/test';
import { copyFile, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  expect,
  findUser,
  openSignInPopup,
  openTemplate,
  refusal,
  signIn,
  signInButton,
  templateCard,
  test,
} from './fixtures';

/*
 * Takes pictures of each page in light and dark, wide and narrow, for people to review: .local/browser/pictures.
 * With UPDATE_IMAGES=1 it also replaces the picture in the README.
 */

const README_IMAGE = resolve(__dirname, '../../../docs/images/portal.png');

const looks = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const;

for (const { colorScheme, width, height } of looks) {
  const look = `${colorScheme}-${width}`;

  test.describe(look, () => {
    test.use({ colorScheme, viewport: { width, height } });

    test('the sign-in pages fit their windows', async ({ page }, testInfo) => {
      await page.goto('/');
      await expect(signInButton(page)).toBeVisible();
      await takePicture(page, testInfo, `${look}-sign-in`);
      await expectNoSidewaysScrolling(page);

      const popup = await openSignInPopup(page);
      await popup.setViewportSize({ width: Math.min(width, 450), height: 730 });
      await expect(
        popup.getByRole('textbox', { name: 'Password' }),
      ).toBeVisible();
      await takePicture(popup, testInfo, `${look}-provider`);
      await expectNoSidewaysScrolling(popup);
    });

    test('a form and a refusal', async ({ page, endpoints }, testInfo) => {
      await signIn(page, findUser(endpoints, 'user-dev'));
      await page.goto('/create');
      await expect(templateCard(page, 'ObjectBucket')).toBeVisible();
      await takePicture(page, testInfo, `${look}-templates`);

      await openTemplate(page, 'ObjectBucket');
      await page
        .getByRole('textbox', { name: 'Name', exact: true })
        .fill('holiday-photos');
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page
        .getByRole('textbox', { name: 'Team', exact: true })
        .fill('team-a');
      await takePicture(page, testInfo, `${look}-form`);
      if (process.env.UPDATE_IMAGES && look === 'light-1280') {
        await copyFile(pictureFile(testInfo, `${look}-form`), README_IMAGE);
      }

      await page.getByRole('button', { name: 'Review', exact: true }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await expect(refusal(page)).toBeVisible();
      await takePicture(page, testInfo, `${look}-refused`);
    });
  });
}

function pictureFile(testInfo: TestInfo, name: string): string {
  return resolve(
    __dirname,
    '../../../.local/browser/pictures',
    testInfo.project.name,
    `${name}.png`,
  );
}

async function takePicture(
  page: Page,
  testInfo: TestInfo,
  name: string,
): Promise<void> {
  const path = pictureFile(testInfo, name);
  await mkdir(resolve(path, '..'), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}
