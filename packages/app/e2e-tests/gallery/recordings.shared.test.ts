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

// The looks take turns, so that a hundred steps take minutes. The designed states are checked in all looks.
for (const [turn, look] of looks.entries()) {
  const { theme, width } = look;

  test.describe(`${theme}, ${width} px`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: 800 } });

    test('every second step of every recording has an accessible page', async ({
      page,
    }) => {
      const entries = await listEntries(page);
      const recorded = entries
        .filter(({ id }) => id.startsWith('recording/'))
        .filter((_, index) => index % looks.length === turn);
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
