import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  choosePorts,
  type Platform,
  startPlatform,
  type Teardown,
} from '@kratix-portal/test-cluster';
import { startPortalOn } from '../startPortalOn';

type PlatformOptions = Parameters<typeof startPlatform>[0];

/** The temporary state folder of a test's platform, and the ports that the test has reserved. */
export interface PortalPlace<Name extends string = 'portal'> {
  stateDir: string;
  ports: Record<Name, number>;
  /** The URL at the port `portal`, where browsers find the portal. */
  portalUrl: string;
}

/** Reserves a state folder and ports for a platform and its portal until the teardown. The URL is known before both start, because each needs the URL of the other. */
export async function reservePortalPlace<Name extends string = 'portal'>(
  teardown: Teardown,
  /** The ports besides that of the portal. */
  otherPorts: readonly Name[] = [],
): Promise<PortalPlace<Name | 'portal'>> {
  const stateDir = await mkdtemp(join(tmpdir(), 'test-portal-'));
  teardown.push(() => rm(stateDir, { recursive: true, force: true }));
  const { ports, release } = await choosePorts({
    names: ['portal', ...otherPorts],
    rememberIn: join(stateDir, 'portal-ports.json'),
  });
  teardown.push(release);
  return { stateDir, ports, portalUrl: `http://localhost:${ports.portal}` };
}

/** Starts a platform and, on it, a portal in session mode, which both run until the teardown. */
export async function startSessionPortal(options: {
  teardown: Teardown;
  place: PortalPlace;
  platform?: Omit<PlatformOptions, 'stateDir' | 'portalUrl'>;
  /** Overrides the demo's app-config. */
  config?: Record<string, unknown>;
}): Promise<Platform> {
  const { teardown, config } = options;
  const { stateDir, portalUrl, ports } = options.place;
  const platform = await startPlatform({
    ...options.platform,
    stateDir,
    portalUrl,
  });
  teardown.push(() => platform.stop());
  const portal = await startPortalOn({
    platform,
    port: ports.portal,
    auth: 'session',
    config,
  });
  teardown.push(() => portal.stop());
  return platform;
}
