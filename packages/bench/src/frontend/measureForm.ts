import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { BenchOptions } from '../settings/BenchSettings';
import { percentile, median } from '../figures/median';
import type { MeasuredPage } from './stage/Browser';
import { DIST } from './firstLoad';
import { PROMISES, type FrontendStage } from './stage/FrontendStage';

/** The number of the Promise with the large form. The stage has created the Promises with smaller numbers. */
const LARGE = PROMISES;
const CHARACTERS = 1_400_000;
const URL_OF_FORM = `/kratix/services/bench-${LARGE}/new`;
const VISITS = 5;
const TYPED = 'a sentence of forty-one letters and spaces';
/** The speed of a user who types fast. Work that the form does after a key can delay the next key. */
const KEY_EVERY_MS = 80;
const SETTLE_MS = 2_000;

/** What is measured of the form of a large API. */
export interface FormFigures {
  interactiveS: number;
  keystrokeP95Ms: number;
  /** Compressed size of the scripts that the page loads when the user opens the editor. */
  editorKb: number;
}

/**
 * Measures the form of a Promise with an API of 1.4 MB. The Promise is created here and not by the stage, because otherwise the other measured pages would
 * read it too.
 */
export async function measureForm(
  measured: MeasuredPage,
  stage: FrontendStage,
  { say, signal }: Pick<BenchOptions, 'say' | 'signal'>,
): Promise<FormFigures> {
  await stage.load.addLargePromise(LARGE, CHARACTERS);
  await stage.waitUntilQuiet(signal);
  const interactiveS = await measureInteractive(measured);
  say(`a form of 1.4 MB: ${interactiveS.toFixed(2)} s`);
  const keystrokeP95Ms = await measureKeys(measured);
  say(`a key in this form: ${keystrokeP95Ms.toFixed(1)} ms`);
  const editorKb = await measureEditor(measured, signal);
  return { interactiveS, keystrokeP95Ms, editorKb };
}

/** Seconds from the start of the navigation until the name can be typed: the median of some visits. The first visit does not count. */
async function measureInteractive({ page }: MeasuredPage): Promise<number> {
  const times: number[] = [];
  for (let visit = 0; visit <= VISITS; visit++) {
    await page.goto(URL_OF_FORM, { waitUntil: 'commit' });
    const milliseconds = await page.waitForFunction(
      () => {
        const field = document.querySelector('form input');
        return field && !field.hasAttribute('disabled')
          ? performance.now()
          : undefined;
      },
      undefined,
      { polling: 'raf' },
    );
    times.push(Number(await milliseconds.jsonValue()) / 1_000);
  }
  return median(times.slice(1));
}

/** The 95th percentile of the milliseconds from a key to the end of the frame that shows its letter, on the form's page with the fields of the API. */
async function measureKeys({ page }: MeasuredPage): Promise<number> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('large');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Field0', exact: true });
  await field.click();
  await page.evaluate(() => {
    window.benchProbe.keys = [];
    let keyAt = 0;
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        keyAt = timeStamp;
      },
      { capture: true },
    );
    window.addEventListener(
      'input',
      () => {
        const from = keyAt;
        requestAnimationFrame(() =>
          setTimeout(() =>
            window.benchProbe.keys.push(performance.now() - from),
          ),
        );
      },
      { capture: true },
    );
  });
  await page.keyboard.type(TYPED, { delay: KEY_EVERY_MS });
  const keys = await page.waitForFunction(
    count =>
      window.benchProbe.keys.length === count
        ? window.benchProbe.keys
        : undefined,
    TYPED.length,
  );
  return percentile((await keys.jsonValue()) as number[], 0.95);
}

async function measureEditor(
  { page }: MeasuredPage,
  signal: AbortSignal,
): Promise<number> {
  const scripts = new Set<string>();
  page.on('response', response => {
    const [, script] = /(static\/[^?]+\.js)$/.exec(response.url()) ?? [];
    if (script) {
      scripts.add(script);
    }
  });
  await page.getByRole('button', { name: 'YAML', exact: true }).click();
  await page.locator('.cm-content').waitFor();
  // The open stream of the page keeps the network busy.
  await pause(SETTLE_MS, undefined, { signal });
  const sizes = await Promise.all(
    [...scripts].map(
      async script => gzipSync(await readFile(join(DIST, script))).length,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
