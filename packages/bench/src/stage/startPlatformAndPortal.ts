import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortalOn, type StartedPortal } from '@kratix-portal/demo';
import {
  choosePorts,
  startPlatform,
  type Platform,
  type Teardown,
  removeFolder,
} from '@kratix-portal/test-cluster';

/** The settings of the portal that depend on the platform. */
type PortalSettings = Omit<
  Parameters<typeof startPortalOn>[0],
  'platform' | 'port' | 'signal'
>;

/** Starts a platform cluster in a new folder, and a portal for it. */
export async function startPlatformAndPortal<T>(
  options: {
    kratix: 'none' | 'kinds';
    /** Prepares the platform before the portal starts. */
    prepare(
      platform: Platform,
    ): Promise<{ settings?: PortalSettings; prepared: T }>;
    say(line: string): void;
    signal: AbortSignal;
  },
  teardown: Teardown,
): Promise<{ platform: Platform; portal: StartedPortal; prepared: T }> {
  const { kratix, prepare, say, signal } = options;
  const stateDir = await mkdtemp(join(tmpdir(), 'bench-'));
  teardown.push(() => removeFolder(stateDir));
  const { ports, release } = await choosePorts({
    names: ['portal'],
    rememberIn: join(stateDir, 'portal-port.json'),
  });
  teardown.push(release);
  say('platform cluster');
  const platform = await startPlatform({
    stateDir,
    portalUrl: `http://localhost:${ports.portal}`,
    kratix,
    signal,
  });
  teardown.push(() => platform.stop());
  const { settings, prepared } = await prepare(platform);
  say('portal');
  const portal = await startPortalOn({
    ...settings,
    platform,
    port: ports.portal,
    signal,
  });
  teardown.push(() => portal.stop());
  return { platform, portal, prepared };
}
