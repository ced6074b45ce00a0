import { existsSync } from 'node:fs';
import type { DemoUser } from '@kratix-portal/test-cluster';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type CDPSession,
  type Page,
} from '@playwright/test';
import { installProbe } from './probe';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Starts Chromium from `CHROMIUM_PATH`, or from one of the usual paths. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find(existsSync);
  if (!executablePath) {
    throw new Error(
      `The benchmark needs Chromium, which is not at ${PLACES.join(', ')}. Install it, or set CHROMIUM_PATH.`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

/** A tab of a signed-in user, with the probe in every document and a connection to Chromium's own measurements. */
export class MeasuredPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  /** The requests of the present document whose response has not ended, each with the id of its document's loader. */
  readonly open = new Map<string, string>();
  /** All requests until now. */
  requests = 0;

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.context = context;
    this.page = page;
    this.cdp = cdp;
  }

  static async signIn(
    browser: Browser,
    portalUrl: string,
    user: DemoUser,
  ): Promise<MeasuredPage> {
    const context = await browser.newContext({
      baseURL: portalUrl,
      viewport: { width: 1280, height: 800 },
    });
    context.setDefaultTimeout(60_000);
    // tsx wraps named functions in this helper, also those that run in the page.
    await context.addInitScript('globalThis.__name = value => value');
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('Network.enable');
    await cdp.send('Page.enable');
    const measured = new MeasuredPage(context, page, cdp);
    measured.#countRequests();
    await page.goto('/');
    const popupOpened = page.waitForEvent('popup');
    await page.getByRole('button', { name: /^Sign in with / }).click();
    const popup = await popupOpened;
    const closed = popup.waitForEvent('close');
    await popup
      .getByRole('textbox', { name: /^user ?name/i })
      .fill(user.username);
    await popup
      .getByRole('textbox', { name: 'Password', exact: true })
      .fill(user.password);
    await popup.getByRole('button', { name: /^sign in$/i }).click();
    await closed;
    await page.getByRole('tab', { name: 'Services' }).waitFor();
    return measured;
  }

  /** The seconds that scripts have run until now. */
  async scriptSeconds(): Promise<number> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  }

  /** The heap in use after a garbage collection, in MB. */
  async heapMb(): Promise<number> {
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    return usedSize / 1024 / 1024;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  #countRequests(): void {
    this.cdp.on(
      'Network.requestWillBeSent',
      ({ requestId, loaderId, request }) => {
        if (request.url.startsWith('http')) {
          this.requests++;
          this.open.set(requestId, loaderId);
        }
      },
    );
    // Chromium does not report the end of the streams of a document that is left.
    this.cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) {
        this.open.forEach((loaderId, requestId) => {
          if (loaderId !== frame.loaderId) {
            this.open.delete(requestId);
          }
        });
      }
    });
    const ended = ({ requestId }: { requestId: string }) =>
      this.open.delete(requestId);
    this.cdp.on('Network.loadingFinished', ended);
    this.cdp.on('Network.loadingFailed', ended);
  }
}
