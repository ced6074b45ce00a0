import { setTimeout as pause } from 'node:timers/promises';
import type { MeasuredPage } from './Browser';
import { PROMISES, type FrontendStage } from './FrontendStage';

const EVENTS = 20;
const PAUSE_MS = 500;
const PATIENCE_MS = 10_000;

/** The request whose page is measured. */
export const MEASURED_REQUEST = 5;

/** The address of the page of a request. */
export function requestUrl(index: number): string {
  return `/kratix/resources/bench.kratix-portal.io/v1/Bench${index % PROMISES}/bench/request-${index}`;
}

/** Seconds from the start of the navigation until the page shows the state and reacts to its tabs. */
export async function measureInteractive({
  page,
}: MeasuredPage): Promise<number> {
  const url = requestUrl(MEASURED_REQUEST);
  // The first visit fills the cache of the browser.
  await page.goto(url);
  await page.getByText('Ready', { exact: true }).first().waitFor();
  await page.goto(url, { waitUntil: 'commit' });
  const milliseconds = await page.waitForFunction(
    () => {
      const header = [...document.querySelectorAll('header')].find(each =>
        each.querySelector('h2'),
      );
      const isComplete =
        header?.textContent?.includes('Ready') &&
        document.querySelector('nav a[href$="/pipelines"]');
      return isComplete ? performance.now() : undefined;
    },
    undefined,
    { polling: 'raf' },
  );
  return Number(await milliseconds.jsonValue()) / 1_000;
}

/** Milliseconds from the start of each write until its text is in the page. */
export async function measureEvents(
  { page }: MeasuredPage,
  { load }: FrontendStage,
  signal: AbortSignal,
): Promise<number[]> {
  await page.getByText('Live', { exact: true }).waitFor();
  const run = Date.now().toString(36);
  await page.evaluate(prefix => {
    window.benchProbe.pattern = new RegExp(`${prefix}-\\d+-end`, 'g');
  }, run);
  const started: Record<string, number> = {};
  for (let event = 0; event < EVENTS; event++) {
    const message = `${run}-${event}-end`;
    started[message] = Date.now();
    await load.touch(MEASURED_REQUEST, PROMISES, message);
    // The next write would replace a text that the page has not drawn yet.
    await page.waitForFunction(
      text => window.benchProbe.seen[text] !== undefined,
      message,
      { timeout: PATIENCE_MS },
    );
    await pause(PAUSE_MS, undefined, { signal });
  }
  const seen = await page.evaluate(() => window.benchProbe.seen);
  return Object.entries(started).map(([message, at]) => seen[message] - at);
}
