import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from '../../settings/BenchSettings';
import type { MeasuredPage } from '../stage/Browser';
import { PROMISES, type FrontendStage } from '../stage/FrontendStage';
import { measureHidden } from '../stage/measureAtRest';
import { MEASURED_REQUEST, requestUrl } from '../stage/measureResource';
import { createLogJob } from './logJob';
import { LogServer } from './LogServer';

const LINES = 50_000;
const INTERRUPTIONS = 100;
const LINES_PER_WRITE = 5;
const WRITE_EVERY_MS = 100;
const WRITES_PER_CONNECTION = 4;
const SCROLLS = 60;
const PATIENCE_MS = 60_000;

/** What is measured of a log. */
export interface LogFigures {
  /** The longest task while 50,000 lines arrive and the user scrolls, or 0 when none takes 50 ms. */
  longTaskMs: number;
  lostOrRepeated: number;
  /** The streams that are open when the tab with the live page and the followed log has been hidden for a while. */
  hiddenStreams: number;
}

/** Opens the log of a running container in the page. A server of the benchmark sends the log in place of a kubelet. */
export async function measureLog(
  measured: MeasuredPage,
  stage: FrontendStage,
  { say, signal }: Pick<BenchOptions, 'say' | 'signal'>,
): Promise<LogFigures> {
  const { stateDir } = stage.platform.endpoints.paths;
  const server = await LogServer.start(`${stateDir}/certs`);
  try {
    await createLogJob({
      load: stage.load,
      port: server.port,
      request: MEASURED_REQUEST,
      kind: MEASURED_REQUEST % PROMISES,
    });
    await measured.context.grantPermissions([
      'clipboard-read',
      'clipboard-write',
    ]);
    const longTaskMs = await measureLongTask(measured, server, signal);
    say(`a log of ${LINES} lines: longest task ${Math.round(longTaskMs)} ms`);
    server.clear();
    const lostOrRepeated = await measureReconnects(measured, server, signal);
    say(
      `${INTERRUPTIONS} interruptions of a log: ${lostOrRepeated} lines lost or repeated`,
    );
    const hiddenStreams = await measureHidden(measured, signal);
    return { longTaskMs, lostOrRepeated, hiddenStreams };
  } finally {
    server.close();
  }
}

async function measureLongTask(
  measured: MeasuredPage,
  server: LogServer,
  signal: AbortSignal,
): Promise<number> {
  const { page } = measured;
  server.write(LINES / 2);
  await page.goto(`${requestUrl(MEASURED_REQUEST)}/pipelines`);
  const open = page.getByRole('button', { name: /^(Open|Close) the log of/ });
  await open.waitFor();
  await pause(3_000, undefined, { signal });
  await page.evaluate(() => {
    window.benchProbe.longTasks.length = 0;
  });
  if ((await open.getAttribute('aria-expanded')) !== 'true') {
    await open.click();
  }
  const log = page.getByRole('log');
  await log.waitFor();
  for (let part = 0; part < 25; part++) {
    server.write(LINES / 50);
    await pause(200, undefined, { signal });
  }
  await page
    .getByText(`line ${LINES - 1} `)
    .first()
    .waitFor();
  await log.hover();
  for (let scroll = 0; scroll < SCROLLS; scroll++) {
    await page.mouse.wheel(0, scroll % 2 === 0 ? -4_000 : 3_000);
    await pause(50, undefined, { signal });
  }
  const tasks = await page.evaluate(() => window.benchProbe.longTasks);
  return Math.max(0, ...tasks);
}

async function measureReconnects(
  measured: MeasuredPage,
  server: LogServer,
  signal: AbortSignal,
): Promise<number> {
  const { page } = measured;
  server.write(LINES_PER_WRITE);
  await page.goto(`${requestUrl(MEASURED_REQUEST)}/pipelines`);
  const open = page.getByRole('button', { name: /^(Open|Close) the log of/ });
  await open.waitFor();
  if ((await open.getAttribute('aria-expanded')) !== 'true') {
    await open.click();
  }
  for (let cut = 0; cut < INTERRUPTIONS; cut++) {
    await untilFollowed(server, signal);
    for (let write = 0; write < WRITES_PER_CONNECTION; write++) {
      await pause(WRITE_EVERY_MS, undefined, { signal });
      server.write(LINES_PER_WRITE);
    }
    server.cut();
    server.write(LINES_PER_WRITE);
  }
  await untilFollowed(server, signal);
  await page
    .getByText(`line ${server.lines.length - 1} `)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return countDifferences(text.split('\n'), server.lines);
}

async function untilFollowed(
  server: LogServer,
  signal: AbortSignal,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (server.followers === 0) {
    if (performance.now() > end) {
      throw new Error('The page does not read the log again.');
    }
    await pause(20, undefined, { signal });
  }
}

/** The number of lines that are missing or appear more than once. */
export function countDifferences(
  read: readonly string[],
  written: readonly string[],
): number {
  const counts = new Map<string, number>();
  read.forEach(line => counts.set(line, (counts.get(line) ?? 0) + 1));
  written.forEach(line => counts.set(line, (counts.get(line) ?? 0) - 1));
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}
