import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { isServing } from '../controlPlane/isServing';
import type { OidcEmulator } from '../oidc/emulators/startOidcEmulators';
import { choosePorts } from '../ports/choosePorts';
import { startProcess } from '../process/startProcess';
import { writePrivately } from '../stateFolder/privateFiles';
import type { DemoUser } from '../users/DemoUser';
import { readYamlBlocks } from './readDocumentedProvider';

const START_TIMEOUT_MILLISECONDS = 30_000;
const CLIENT_SECRET = 'portal-secret';

/** Dex reads no passwords, only bcrypt. These are the passwords of the demo's users. */
const BCRYPT: Record<string, string> = {
  'admin-password':
    '$2b$10$abcdefghijklmnopqrstuuSA6EfiOPvXji0fXzB0dXIKswEUD9/f6',
  'dev-password':
    '$2b$10$abcdefghijklmnopqrstuu/v9WZjKFK1/.bTdyfj0u2JlSq8QvpMq',
};

interface DexConfig {
  issuer: string;
  staticClients: Array<{ id: string; redirectURIs: string[] }>;
}

/**
 * Starts Dex itself, with the configuration of docs/providers/dex.md, whose addresses are replaced. The users have static passwords and groups, and sign
 * in with their e-mail addresses.
 *
 * @param options - `binary` is the path of the program; `stateDir` is where configuration and log are written; `portalOrigin` is where Dex redirects to
 */
export async function startDex(options: {
  binary: string;
  stateDir: string;
  tls: { certFile: string; keyFile: string };
  caFile: string;
  users: readonly DemoUser[];
  portalOrigin: string;
}): Promise<OidcEmulator & { stop(): Promise<void> }> {
  const { binary, stateDir, tls, caFile, users, portalOrigin } = options;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const { ports, release } = await choosePorts({
    names: ['dex'],
    rememberIn: join(stateDir, 'ports.json'),
  });
  const documented = readDocumentedConfig();
  const { pathname } = new URL(documented.issuer);
  const issuer = `https://localhost:${ports.dex}${pathname}`;
  const metadataUrl = `${issuer}/.well-known/openid-configuration`;
  const configFile = join(stateDir, 'dex.yaml');
  await writePrivately(
    configFile,
    stringify({
      ...documented,
      issuer,
      storage: { type: 'memory' },
      web: {
        https: `127.0.0.1:${ports.dex}`,
        tlsCert: tls.certFile,
        tlsKey: tls.keyFile,
      },
      staticClients: documented.staticClients.map(client => ({
        ...client,
        redirectURIs: client.redirectURIs.map(uri =>
          uri.replace('https://portal.example.com', portalOrigin),
        ),
      })),
      enablePasswordDB: true,
      staticPasswords: users.map(user => ({
        email: user.email,
        hash: BCRYPT[user.password],
        userID: user.username,
        username: user.displayName ?? user.username,
        preferredUsername: user.username,
        groups: user.groups,
      })),
    }),
  );
  const started = await startProcess({
    name: 'dex',
    command: binary,
    args: ['serve', configFile],
    env: { DEX_PORTAL_SECRET: CLIENT_SECRET },
    logFile: join(stateDir, 'dex.log'),
    ready: () => isServing({ url: metadataUrl, caFile }),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
  });
  return {
    provider: 'dex',
    issuer,
    metadataUrl,
    portalClient: { clientId: 'portal', clientSecret: CLIENT_SECRET },
    async stop() {
      await started.stop();
      await release();
    },
  };
}

function readDocumentedConfig(): DexConfig {
  const found = readYamlBlocks('dex').find(
    ({ staticClients }) => staticClients !== undefined,
  );
  return found as unknown as DexConfig;
}
