import type { Browser } from '@playwright/test';
import { figure, type Figure } from '../figures/Figure';
import { median, percentile } from '../figures/median';
import type { BenchOptions } from '../settings/BenchSettings';
import { launchChromium, MeasuredPage } from './stage/Browser';
import { measureFirstLoad } from './firstLoad';
import { FrontendStage } from './stage/FrontendStage';
import { measureForm } from './measureForm';
import { measureHeap, measureIdle } from './stage/measureAtRest';
import { measureEvents, measureInteractive } from './stage/measureResource';
import { measureFilter, measureFirstRows, measureUpdates } from './measureList';
import { measureLog } from './log/measureLog';

const RUNS = 5;
const HEAP_MINUTES = 10;

/** What one run measures. */
interface Run {
  interactiveS: number;
  eventP95S: number;
  firstRowsS: number;
  filterMs: number;
  updateScriptMs: number;
  cls: number;
}

/** Measures the pages of the production build on a real portal and platform. */
export async function runFrontendBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const { say, signal, minutes = HEAP_MINUTES } = options;
  const stage = await FrontendStage.start(options);
  const browser = await launchChromium();
  try {
    const runs: Run[] = [];
    for (let run = 1; run <= RUNS; run++) {
      const measured = await measureRun(browser, stage, signal);
      say(`run ${run} of ${RUNS}: ${describe(measured)}`);
      runs.push(measured);
    }
    const rest = await measureRest(browser, stage, { say, signal, minutes });
    say('a build without the plugin, for the size of the first load');
    const firstLoadKb = await measureFirstLoad(signal);
    const middle = (read: (run: Run) => number) => median(runs.map(read));
    return [
      figure(
        'frontend.resource_interactive_s',
        middle(r => r.interactiveS),
        's',
        '< 1.5',
      ),
      figure(
        'frontend.event_on_screen_p95_s',
        middle(r => r.eventP95S),
        's',
        '< 1',
      ),
      figure('frontend.first_load_kb_gzip', firstLoadKb, 'kB', '< 100'),
      figure(
        'frontend.list_2000_first_rows_s',
        middle(r => r.firstRowsS),
        's',
        '< 1',
      ),
      figure(
        'frontend.list_2000_filter_ms',
        middle(r => r.filterMs),
        'ms',
        '< 100',
      ),
      figure(
        'frontend.list_2000_update_script_ms',
        middle(r => r.updateScriptMs),
        'ms',
        '< 50',
      ),
      figure('frontend.log_50000_long_task_ms', rest.longTaskMs, 'ms', '< 50'),
      figure(
        'frontend.log_reconnect_lost_or_repeated',
        rest.lostOrRepeated,
        '',
        '= 0',
      ),
      figure(
        'frontend.idle_requests_per_minute',
        rest.idleRequests,
        '',
        '< 20',
      ),
      figure('frontend.hidden_streams', rest.hiddenStreams, '', '= 0'),
      figure('frontend.heap_growth_mb', rest.heapGrowthMb, 'MB', '< 10'),
      figure(
        'frontend.form_large_crd_interactive_s',
        rest.form.interactiveS,
        's',
        '< 2',
      ),
      figure(
        'frontend.form_keystroke_p95_ms',
        rest.form.keystrokeP95Ms,
        'ms',
        '< 50',
      ),
      figure(
        'frontend.editor_chunk_kb_gzip',
        rest.form.editorKb,
        'kB',
        '< 180',
      ),
      figure(
        'frontend.cls',
        Math.max(...runs.map(({ cls }) => cls)),
        '',
        '< 0.05',
      ),
    ];
  } finally {
    await browser.close();
    await stage.stop();
  }
}

async function measureRun(
  browser: Browser,
  stage: FrontendStage,
  signal: AbortSignal,
): Promise<Run> {
  const measured = await MeasuredPage.signIn(
    browser,
    stage.portal.url,
    stage.platform.endpoints.users[0],
  );
  try {
    const interactiveS = await measureInteractive(measured);
    const delays = await measureEvents(measured, stage, signal);
    const resourceCls = await readCls(measured);
    const firstRowsS = await measureFirstRows(measured);
    const filterMs = await measureFilter(measured);
    const updateScriptMs = await measureUpdates(measured, stage, signal);
    return {
      interactiveS,
      eventP95S: percentile(delays, 0.95) / 1_000,
      firstRowsS,
      filterMs,
      updateScriptMs,
      cls: Math.max(resourceCls, await readCls(measured)),
    };
  } finally {
    await measured.close();
  }
}

async function measureRest(
  browser: Browser,
  stage: FrontendStage,
  options: Pick<BenchOptions, 'say' | 'signal'> & { minutes: number },
) {
  const measured = await MeasuredPage.signIn(
    browser,
    stage.portal.url,
    stage.platform.endpoints.users[0],
  );
  try {
    const idleRequests = await measureIdle(measured, options.signal);
    const log = await measureLog(measured, stage, options);
    options.say(`${options.minutes} minutes with an event per second`);
    const heapGrowthMb = await measureHeap(measured, stage, options);
    const form = await measureForm(measured, stage, options);
    return { idleRequests, heapGrowthMb, form, ...log };
  } finally {
    await measured.close();
  }
}

function readCls({ page }: MeasuredPage): Promise<number> {
  return page.evaluate(() => window.benchProbe.cls);
}

function describe(run: Run): string {
  return Object.entries(run)
    .map(([name, value]) => `${name} ${Number(value).toPrecision(3)}`)
    .join(', ');
}
