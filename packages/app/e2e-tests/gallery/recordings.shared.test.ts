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
  { theme: 'dark', width: 375 },
];

for (const look of looks) {
  const { theme, width } = look;

  test.describe(`${theme}, ${width} px`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 800 } });

    test('every step of every recording has an accessible page', async ({
      page,
    }) => {
      const entries = await listEntries(page);
      const recorded = entries.filter(({ id }) => id.startsWith('recording/'));
      expect(recorded.length).toBeGreaterThan(0);
      for (const entry of recorded) {
        await test.step(entry.id, async () => {
          await openEntry(page, entry, look);
          await takePicture(page, entry, look);
          await checkEntry(page, entry);
        });
      }
    });
  });
}
