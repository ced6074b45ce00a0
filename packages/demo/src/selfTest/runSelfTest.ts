import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { DemoSettings } from '../cli/DemoSettings';
import { formatSeconds } from '../cli/Report';
import type { Run } from '../cli/Run';
import { startDemoPlatform, startDemoPortal } from '../runs/runDemo';
import { choosePorts, Teardown } from '@kratix-portal/test-cluster';
import { providerIdOf } from '../portal/portalConfig';
import { Checklist } from './Checklist';
import { runScenario } from './scenario';
import { StoredSessions } from './StoredSessions';

/**
 * Starts a platform and a portal on free ports in their own state folder, runs the scenario of SKE's page on OIDC over HTTP, and stops them.
 *
 * @returns 0 when every check passed
 */
export async function runSelfTest(run: Run): Promise<number> {
  const { report, stop } = run;
  const start = performance.now();
  const checks = new Checklist(line => report.say(line));
  const teardown = new Teardown();
  try {
    const settings = await onFreePort(run.settings, teardown);
    const platform = await startDemoPlatform({ ...run, settings });
    teardown.push(() => platform.stop());
    const portal = await startDemoPortal({ ...run, settings }, platform);
    teardown.push(() => portal.stop());
    report.say(`  ok  Started in ${formatSeconds(performance.now() - start)}`);
    await runScenario({
      platform,
      portalUrl: portal.url,
      providerId: providerIdOf(settings.idp),
      sessions:
        settings.auth === 'session'
          ? await StoredSessions.open(settings.stateDir)
          : undefined,
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
  report.say(`Took ${formatSeconds(performance.now() - start)}`);
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
