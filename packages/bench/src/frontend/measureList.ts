import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../figures/median';
import type { MeasuredPage } from './stage/Browser';
import { PROMISES, type FrontendStage } from './stage/FrontendStage';

const UPDATES = 10;
const SETTLE_MS = 1_500;
const SEARCHED = '199';

/** Seconds from a click on the link to the list until its first rows are drawn. No page has loaded the requests before. */
export async function measureFirstRows({
  page,
}: MeasuredPage): Promise<number> {
  await page.goto('/settings');
  const link = page.getByRole('link', { name: 'My resources' });
  await link.waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    window.addEventListener('click', () => performance.mark('bench-click'), {
      capture: true,
      once: true,
    });
  });
  await link.click();
  const milliseconds = await page.waitForFunction(
    () => {
      const [click] = performance.getEntriesByName('bench-click');
      return click && document.querySelector('tbody tr a')
        ? performance.now() - click.startTime
        : undefined;
    },
    undefined,
    { polling: 'raf' },
  );
  return Number(await milliseconds.jsonValue()) / 1_000;
}

/** The longest time in milliseconds from a key in the search field until the frame with the filtered list. */
export async function measureFilter({ page }: MeasuredPage): Promise<number> {
  await page
    .getByText(/2,000 requests/)
    .first()
    .waitFor();
  await pause(SETTLE_MS);
  const search = page.getByRole('searchbox', { name: 'Search requests' });
  await search.click();
  const times: number[] = [];
  for (const key of SEARCHED) {
    await page.keyboard.press(key);
    const time = await page.waitForFunction(
      () => window.benchProbe.keyToFrame,
      undefined,
      { polling: 50 },
    );
    times.push(Number(await time.jsonValue()));
    await pause(SETTLE_MS);
  }
  await search.fill('');
  await page.waitForFunction(() => !location.search.includes('199'));
  return Math.max(...times);
}

/** The median time in milliseconds that scripts run for the change of one request. */
export async function measureUpdates(
  measured: MeasuredPage,
  { load }: FrontendStage,
  signal: AbortSignal,
): Promise<number> {
  await pause(2 * SETTLE_MS, undefined, { signal });
  const times: number[] = [];
  for (let update = 0; update < UPDATES; update++) {
    const before = await measured.scriptSeconds();
    await load.touch(update, PROMISES, `update-${update}-${Date.now()}`);
    await pause(SETTLE_MS, undefined, { signal });
    times.push(((await measured.scriptSeconds()) - before) * 1_000);
  }
  return median(times);
}
