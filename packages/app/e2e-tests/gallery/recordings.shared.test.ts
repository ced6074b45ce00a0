import { expect, test } from '@playwright/test';
import { checkEntry } from './checks';
import { listEntries, openEntry, type Look } from './galleryPage';

const looks: readonly Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 375 },
];

// The looks take turns, so that a hundred steps take minutes. The designed states are checked in all looks.
for (const [turn, look] of looks.entries()) {
  test(`every second step of every recording has an accessible page, ${look.theme}, ${look.width} px`, async ({
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
        await checkEntry(page, entry, look);
      });
    }
  });
}
