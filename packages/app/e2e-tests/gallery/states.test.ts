import { expect, test } from '@playwright/test';
import { checkEntry, checkOverflow, type Outlines } from './checks';
import { listEntries, openEntry, resize, type Look } from './galleryPage';

/** Each test checks a share of the states, so that two workers finish at about the same time. */
const SHARES = 4;

/** A state is loaded once in each theme, and once at each width. The test then changes to the other width without a load. */
const visits: readonly {
  theme: Look['theme'];
  widths: readonly Look['width'][];
}[] = [
  { theme: 'light', widths: [1280, 375] },
  { theme: 'dark', widths: [375, 1280] },
];

/** A large window shows the same elements, so only their layout is checked. */
const LARGE_WIDTH = 1920;

for (let share = 0; share < SHARES; share++) {
  test(`every designed state is accessible and fits the window, share ${share + 1} of ${SHARES}`, async ({
    page,
  }) => {
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    const entries = (await listEntries(page))
      .filter(({ id }) => !id.startsWith('recording/'))
      .filter((_, index) => index % SHARES === share);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      const outlines: Outlines = new Map();
      for (const { theme, widths } of visits) {
        for (const [turn, width] of widths.entries()) {
          const look = { theme, width };
          await test.step(`${entry.id}, ${theme}, ${width} px`, async () => {
            await (turn === 0
              ? openEntry(page, entry, look)
              : resize(page, width));
            await checkEntry(page, entry, look, outlines);
            expect.soft(faults, `errors of ${entry.id}`).toEqual([]);
            faults.length = 0;
          });
        }
        if (theme === 'light') {
          await test.step(`${entry.id}, ${LARGE_WIDTH} px`, async () => {
            await resize(page, LARGE_WIDTH);
            await checkOverflow(page, entry);
          });
        }
      }
    }
  });
}
