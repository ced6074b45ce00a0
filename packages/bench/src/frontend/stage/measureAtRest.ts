import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from '../../settings/BenchSettings';
import type { MeasuredPage } from './Browser';
import { PROMISES, REQUESTS, type FrontendStage } from './FrontendStage';
import { MEASURED_REQUEST, requestUrl } from './measureResource';

const SETTLE_MS = 5_000;
const MINUTE_MS = 60_000;
/** A hidden tab keeps its stream for 30 seconds. */
const HIDDEN_MS = 36_000;
const WARM_UP_EVENTS = 30;

/** The requests of an open page of a resource in a minute in which nothing changes. */
export async function measureIdle(
  measured: MeasuredPage,
  signal: AbortSignal,
): Promise<number> {
  const { page } = measured;
  await page.goto(requestUrl(MEASURED_REQUEST));
  await page.getByText('Live', { exact: true }).waitFor();
  await pause(SETTLE_MS, undefined, { signal });
  const before = measured.requests;
  await pause(MINUTE_MS, undefined, { signal });
  return measured.requests - before;
}

/** The requests that are open when the tab has been hidden for a while. A headless browser never hides a tab, so the document says so itself. */
export async function measureHidden(
  measured: MeasuredPage,
  signal: AbortSignal,
): Promise<number> {
  const { page } = measured;
  const openBefore = measured.open.size;
  if (openBefore === 0) {
    throw new Error('The page has no stream before it is hidden.');
  }
  await setVisibility(measured, 'hidden');
  await pause(HIDDEN_MS, undefined, { signal });
  const streams = measured.open.size;
  await setVisibility(measured, 'visible');
  await page.getByText('Live', { exact: true }).waitFor();
  return streams;
}

/** The growth of the heap in MB on the list of 2,000 requests, with an event per second. */
export async function measureHeap(
  measured: MeasuredPage,
  stage: FrontendStage,
  { minutes, signal }: Pick<BenchOptions, 'signal'> & { minutes: number },
): Promise<number> {
  const { page } = measured;
  await page.goto('/kratix/resources');
  await page
    .getByText(/2,000 requests/)
    .first()
    .waitFor();
  await writeEvents(stage, WARM_UP_EVENTS, signal);
  const before = await measured.heapMb();
  await writeEvents(stage, Math.round(minutes * 60), signal);
  return (await measured.heapMb()) - before;
}

async function writeEvents(
  { load }: FrontendStage,
  events: number,
  signal: AbortSignal,
): Promise<void> {
  for (let event = 0; event < events; event++) {
    await load.touch(event % REQUESTS, PROMISES, `event ${event}`);
    await pause(1_000, undefined, { signal });
  }
}

async function setVisibility(
  { page }: MeasuredPage,
  state: 'hidden' | 'visible',
): Promise<void> {
  await page.evaluate(next => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => next,
    });
    Object.defineProperty(document, 'hidden', {
      configurable: true,
      get: () => next === 'hidden',
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
