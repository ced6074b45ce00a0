import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/*
 * Every request to the cluster goes through one file, and the scaffolder actions use the HTTP API. These tests check the source code, so they also cover code that
 * no other test runs.
 */
const backendSources = join(__dirname);
const nodeSources = sourcesOf('@kratix-portal/plugin-ske-node/package.json');
const commonSources = sourcesOf(
  '@kratix-portal/plugin-ske-common/package.json',
);

function sourcesOf(manifest: string): string {
  return join(dirname(require.resolve(manifest)), 'src');
}

interface Source {
  file: string;
  text: string;
  imports: string[];
}

function readSources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      file =>
        /\.tsx?$/.test(file) &&
        !/\.test\.ts$|__testUtils__|testUtils/.test(file),
    )
    .map(file => {
      const text = readFileSync(join(folder, file), 'utf8');
      const imports = [
        ...text.matchAll(/(?:from|import|require\()\s*\(?\s*'([^']+)'/g),
      ].map(([, module]) => module);
      return { file: relative(folder, join(folder, file)), text, imports };
    });
}

const NETWORK =
  /^(?:node:)?(?:https?|http2|net|tls|dgram)$|^(?:undici|axios|node-fetch|cross-fetch|got|ws|@kubernetes\/client-node)$/;

function filesThatReach(sources: Source[]): string[] {
  return sources
    .filter(
      ({ text, imports }) =>
        imports.some(module => NETWORK.test(module)) ||
        /\bfetch\(|\bWebSocket\b|\bEventSource\b/.test(text),
    )
    .map(({ file }) => file);
}

describe('the only path to the cluster', () => {
  it('in ske-node only the connection of PlatformClient sends, and only config/ reads a kubeconfig', () => {
    expect(filesThatReach(readSources(nodeSources)).sort()).toEqual([
      'config/kubeconfigCredentials.ts',
      // Compares addresses, and opens no connection.
      'config/noProxy.ts',
      'config/readDefaultKubeconfig.ts',
      'config/readKubeconfigFile.ts',
      // Asks the auth backend for the user's access token, and sends nothing to the cluster.
      'credentials/SessionTokens.ts',
      // Reads the metadata of the OIDC provider, through ProviderConnection.
      'credentials/impersonation/TokenVerifier.ts',
      // Sends to the OIDC provider, without a token of a user.
      'diagnosis/probes/IssuerProbe.ts',
      'platform/connection/ClusterConnection.ts',
      'platform/connection/Exchange.ts',
      'platform/connection/createConnector.ts',
      'platform/connection/openTunnel.ts',
      // Sends to the OIDC provider, and nothing to the cluster.
      'provider/ProviderConnection.ts',
      // Lists the authorities that Node trusts, and opens no connection.
      'provider/trustedAuthorities.ts',
    ]);
  });

  it('S2: only config/readSkeConfig.ts reads the default kubeconfig', () => {
    const users = readSources(nodeSources)
      .filter(({ imports }) =>
        imports.some(module => module.endsWith('readDefaultKubeconfig')),
      )
      .map(({ file }) => file);
    expect(users).toEqual(['config/readSkeConfig.ts']);
  });

  it('S2: neither ske-node nor ske-backend reads a kubeconfig that a configuration key names', () => {
    const mentions = [
      ...readSources(nodeSources),
      ...readSources(backendSources),
    ].filter(({ text }) => text.includes('readKubeconfigFile'));
    expect(mentions.map(({ file }) => file).sort()).toEqual([
      'config/index.ts',
      'config/readKubeconfigFile.ts',
    ]);
  });

  it('ske-backend sends nothing to the cluster itself: its actions use the client of our HTTP API', () => {
    expect(filesThatReach(readSources(backendSources))).toEqual([
      // Asks the auth backend for the token of a task, and sends nothing to the cluster.
      'actions/GrantClient.ts',
      // Asks the scaffolder which tasks have ended.
      'actions/TaskEnds.ts',
      // Asks the scaffolder how a task ended.
      'pendingRequests/TaskResults.ts',
    ]);
    expect(filesThatReach(readSources(commonSources))).toEqual([
      'client/SkeHttp.ts',
    ]);
  });

  it('the actions import only functions from ske-node that send no requests', () => {
    const taken = readSources(join(backendSources, 'actions')).flatMap(
      ({ text }) =>
        [
          ...text.matchAll(
            /import (?:type )?\{([^}]+)\} from '@kratix-portal\/plugin-ske-node[^']*'/g,
          ),
        ].flatMap(([, names]) => names.split(',').map(name => name.trim())),
    );
    expect(new Set(taken)).toEqual(
      new Set([
        'internalRoutes',
        'parseManifest',
        'readExpiry',
        'readSkeConfig',
      ]),
    );
  });
});
