import { expect, test } from '@playwright/test';
import {
  checkEntry,
  listEntries,
  openEntry,
  takePicture,
  type Look,
} from './galleryPage';

const looks: readonly Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 375 },
  { theme: 'dark', width: 375 },
];

for (const look of looks) {
  const { theme, width } = look;

  test.describe(`${theme}, ${width} px`, () => {
    test.use({
      colorScheme: theme,
      viewport: { width, height: 800 },
    });

    test('every designed state is accessible and fits the window', async ({
      page,
    }) => {
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      const entries = await listEntries(page);
      const designed = entries.filter(({ id }) => !id.startsWith('recording/'));
      expect(designed.length).toBeGreaterThan(0);
      for (const entry of designed) {
        await test.step(entry.id, async () => {
          await openEntry(page, entry, look);
          await takePicture(page, entry, look);
          await checkEntry(page, entry);
          expect.soft(faults, `errors of ${entry.id}`).toEqual([]);
          faults.length = 0;
        });
      }
    });
  });
}
