import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePorts } from '../../ports/choosePorts';
import { startProgram } from '../../process/startProgram';
import type { DemoUser } from '../../users/DemoUser';
import type { EmulatedProvider } from './emulations';
import { emulatedIssuer, type EmulatorSettings } from './emulatorSettings';

/** A running emulator of an OIDC provider. */
export interface OidcEmulator {
  provider: EmulatedProvider;
  issuer: string;
  metadataUrl: string;
  portalClient: { clientId: string; clientSecret: string };
}

/**
 * Starts emulators of OIDC providers in one process. They are not these providers, but the library oidc-provider, which behaves towards clients as the
 * documentation of the providers describes.
 */
export async function startOidcEmulators(options: {
  providers: readonly EmulatedProvider[];
  /** Where keys, ports, settings and the log are kept. */
  stateDir: string;
  tls: { certFile: string; keyFile: string };
  users: readonly DemoUser[];
  allowedPortalOrigins: readonly string[];
}): Promise<{
  emulators: Record<EmulatedProvider, OidcEmulator>;
  stop(): Promise<void>;
}> {
  const { providers, stateDir, tls } = options;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const { ports, release } = await choosePorts({
    names: providers.flatMap(each => [`${each}-https`, `${each}-login`]),
    rememberIn: join(stateDir, 'ports.json'),
  });
  const portalClient = { clientId: 'portal', clientSecret: 'portal-secret' };
  const settings: EmulatorSettings = {
    dataDir: stateDir,
    tls,
    users: [...options.users],
    portalClient,
    allowedPortalOrigins: [...options.allowedPortalOrigins],
    emulators: providers.map(provider => ({
      provider,
      ports: {
        https: ports[`${provider}-https`],
        login: ports[`${provider}-login`],
      },
    })),
  };
  const started = await startProgram({
    name: 'oidc-emulators',
    program: require.resolve('./main.ts'),
    settings,
    settingsFile: join(stateDir, 'settings.json'),
    logFile: join(stateDir, 'oidc-emulators.log'),
  });
  const emulators = settings.emulators.map(emulator => {
    const issuer = emulatedIssuer(emulator);
    return [
      emulator.provider,
      {
        provider: emulator.provider,
        issuer,
        metadataUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        portalClient,
      },
    ];
  });
  return {
    emulators: Object.fromEntries(emulators),
    async stop() {
      await started.stop();
      await release();
    },
  };
}
