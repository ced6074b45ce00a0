import { copyFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  expect,
  findUser,
  openTemplate,
  refusal,
  signIn,
  templateCard,
  test,
} from '../fixtures';
import { looks, takePicture } from '../pictures';

/** With UPDATE_IMAGES=1, a picture of the form replaces this one. */
const README_IMAGE = resolve(__dirname, '../../../../docs/images/portal.png');

for (const { look, colorScheme, viewport } of looks) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

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
      const picture = await takePicture(page, testInfo, `${look}-form`);
      if (process.env.UPDATE_IMAGES && look === 'light-1280') {
        await copyFile(picture, README_IMAGE);
      }

      await page.getByRole('button', { name: 'Review', exact: true }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await expect(refusal(page)).toBeVisible();
      await takePicture(page, testInfo, `${look}-refused`);
    });
  });
}
