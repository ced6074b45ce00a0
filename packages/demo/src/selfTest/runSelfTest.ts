import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { DemoSettings } from '../DemoSettings';
import { formatSeconds, type Report } from '../Report';
import { startDemoPlatform, startDemoPortal } from '../runDemo';
import type { StopRequest } from '../stopRequest';
import { choosePorts, Teardown } from '@kratix-portal/test-cluster';
import { providerIdOf } from '../portal/portalConfig';
import { Checklist } from './Checklist';
import { playScenario } from './scenario';

/**
 * Starts everything on free ports in a state folder of its own, plays the seed document's scenario over HTTP, and stops
 * everything.
 *
 * @returns 0 when every check passed
 */
export async function runSelfTest(options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}): Promise<number> {
  const { report, stop } = options;
  const begun = performance.now();
  const checks = new Checklist(line => report.say(line));
  const teardown = new Teardown();
  try {
    const settings = await onFreePort(options.settings, teardown);
    const platform = await startDemoPlatform({ ...options, settings });
    teardown.push(() => platform.stop());
    const portal = await startDemoPortal({ ...options, settings, platform });
    teardown.push(() => portal.stop());
    report.say(`  ok  Started in ${formatSeconds(performance.now() - begun)}`);
    await playScenario({
      platform,
      portalUrl: portal.url,
      providerId: providerIdOf(settings.idp),
      checks,
    });
  } catch (error) {
    if (stop.signal.aborted) {
      throw error;
    }
    await checks.that('the self-test runs to its end', async () => {
      throw error;
    });
  } finally {
    await teardown.run();
  }
  report.say(`Took ${formatSeconds(performance.now() - begun)}`);
  report.say(checks.summary());
  return checks.failed === 0 ? 0 : 1;
}

async function onFreePort(
  settings: DemoSettings,
  teardown: Teardown,
): Promise<DemoSettings> {
  await mkdir(settings.stateDir, { recursive: true, mode: 0o700 });
  const { ports, release } = await choosePorts({
    names: ['portal'],
    rememberIn: join(settings.stateDir, 'portal-port.json'),
  });
  teardown.push(release);
  return { ...settings, port: ports.portal };
}
