import type { Page } from '@playwright/test';
import { expect, openSignInPopup, signInButton, test } from './fixtures';
import { looks, takePicture } from './pictures';

for (const { look, colorScheme, viewport } of looks) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    test('the sign-in pages fit their windows', async ({ page }, testInfo) => {
      await page.goto('/');
      await expect(signInButton(page)).toBeVisible();
      await takePicture(page, testInfo, `${look}-sign-in`);
      await expectNoSidewaysScrolling(page);

      const popup = await openSignInPopup(page);
      await popup.setViewportSize({
        width: Math.min(viewport.width, 450),
        height: 730,
      });
      await expect(
        popup.getByRole('textbox', { name: 'Password' }),
      ).toBeVisible();
      await takePicture(popup, testInfo, `${look}-provider`);
      await expectNoSidewaysScrolling(popup);
    });
  });
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}
