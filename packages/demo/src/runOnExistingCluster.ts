import {
  choosePorts,
  controlPlaneCertificates,
  DEFAULT_USERS,
  type DemoUser,
  ensurePortalClient,
  type Issuer,
  openStateFolder,
  passwordGrant,
  ProcessLedger,
  startIssuer,
  type StateFolder,
  Teardown,
} from '@kratix-portal/test-cluster';
import {
  issuerVariables,
  locationConfig,
  openPortalFolder,
  portalVariables,
  providerIdOf,
  writeAppConfig,
  type PortalFolder,
} from './portal/portalConfig';
import {
  DEMO_APP_CONFIG,
  KEYCLOAK_APP_CONFIG,
  startPortal,
  type Portal,
} from './portal/startPortal';
import { DemoError } from './DemoError';
import type { DemoSettings } from './DemoSettings';
import {
  clusterConfig,
  readKubeconfig,
  servesKratix,
  whoIs,
  type ExistingCluster,
} from './existingCluster';
import { readAppConfig } from './readAppConfig';
import { describeTimings } from './readyMessage';
import { readUsers } from './readUsers';
import type { Report } from './Report';
import { portalUrl, watchPortal } from './runDemo';
import type { StopRequest } from './stopRequest';

const AUDIENCE = 'kube';

interface Run {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}

/** How people sign in: a provider of the reader's own, or the demo's. */
type SignIn =
  | { kind: 'own'; providerId: string }
  | {
      kind: 'demo';
      providerId: string;
      issuer: Issuer;
      caFile: string;
      users: readonly DemoUser[];
      portalClient: { clientId: string; clientSecret: string };
    };

/**
 * The portal in front of a cluster that somebody else runs (`--kubeconfig`). Nothing is installed on that cluster, and the
 * kubeconfig's credentials are not used: the portal acts there as the people who sign in.
 *
 * When the reader's `--config` files bring an auth provider, people sign in with that one. Otherwise the demo's own OIDC
 * provider is started, for a cluster on this machine whose API server trusts it.
 */
export async function runOnExistingCluster(run: Run): Promise<number> {
  const { settings, report, stop } = run;
  const begun = performance.now();
  const cluster = await readKubeconfig(
    settings.kubeconfig ?? '',
    settings.context,
  );
  const folder = await openStateFolder(settings.stateDir);
  const teardown = new Teardown();
  try {
    const signIn = await prepareSignIn(run, folder, teardown);
    // Before the portal: a cluster that does not answer is told at once.
    const standing = await describeStanding(run, cluster, signIn);
    const portal = await startClusterPortal(run, { cluster, signIn, folder });
    teardown.push(() => portal.stop());
    watchPortal(portal, stop);
    report.say(
      [
        '',
        `The portal is at  ${portal.url}`,
        '',
        `  Cluster  ${cluster.url} (context ${cluster.contextName})`,
        ...standing.map(line => `  ${line}`),
        `  Log      ${portal.logFile}`,
        `  Times    ${describeTimings(settings.bootstrap, performance.now() - begun)}`,
        '',
        'Ctrl-C stops it; the cluster is left as it is.',
      ].join('\n'),
    );
    await stop.asked();
    report.say(stop.failure ? `error: ${stop.failure}` : 'Stopping ...');
  } finally {
    await teardown.run();
  }
  return stop.failure ? 1 : 0;
}

async function prepareSignIn(
  { settings, report, stop }: Run,
  folder: StateFolder,
  teardown: Teardown,
): Promise<SignIn> {
  const own = await ownProvider(settings.configFiles);
  if (own) {
    return { kind: 'own', providerId: own };
  }
  const ledger = await ProcessLedger.open(folder.path);
  teardown.push(() => ledger.close());
  const certificates = await controlPlaneCertificates(folder.certs);
  const { ports, release } = await choosePorts({
    names: ['issuer', 'login', 'issuerInternal'],
    rememberIn: folder.ports,
  });
  teardown.push(release);
  const portalClient = await ensurePortalClient(folder.portalClient);
  const users = settings.usersFile
    ? await readUsers(settings.usersFile)
    : DEFAULT_USERS;
  const issuer = await report.step('issuer', () =>
    startIssuer({
      kind: settings.idp,
      stateDir: folder.path,
      logsDir: folder.logs,
      tls: certificates.issuer,
      ports: {
        issuer: ports.issuer,
        login: ports.login,
        internal: ports.issuerInternal,
      },
      users,
      audience: AUDIENCE,
      portalClient,
      kubernetesClient: { clientId: AUDIENCE },
      allowedPortalOrigins: [portalUrl(settings.port)],
      onProgress: ({ message }) =>
        report.onPlatformEvent({ type: 'detail', step: 'issuer', message }),
      signal: stop.signal,
      ledger,
    }),
  );
  teardown.push(() => issuer.stop());
  const { caFile } = certificates;
  const providerId = providerIdOf(settings.idp);
  return { kind: 'demo', providerId, issuer, caFile, users, portalClient };
}

/** The auth provider that the reader's own files configure, if they do. */
async function ownProvider(
  configFiles: readonly string[],
): Promise<string | undefined> {
  if (configFiles.length === 0) {
    return undefined;
  }
  const config = await readAppConfig(configFiles);
  try {
    const ids = config.getOptionalConfig('auth.providers')?.keys() ?? [];
    if (ids.length > 1) {
      throw new DemoError(
        'bad-config',
        `the --config files name the auth providers ${ids.join(', ')}; with --kubeconfig name one, whose tokens the cluster takes (or use --portal-only with a kubernetes section of your own)`,
      );
    }
    return ids[0];
  } finally {
    config.close();
  }
}

async function startClusterPortal(
  { settings, report, stop }: Run,
  options: { cluster: ExistingCluster; signIn: SignIn; folder: StateFolder },
): Promise<Portal> {
  const { cluster, signIn, folder } = options;
  const portalFolder = await openPortalFolder(folder.path);
  const keycloak = signIn.kind === 'demo' && settings.idp === 'keycloak';
  return report.step('portal', async () =>
    startPortal({
      folder: portalFolder,
      logsDir: folder.logs,
      url: portalUrl(settings.port),
      configFiles: [
        DEMO_APP_CONFIG,
        ...(keycloak ? [KEYCLOAK_APP_CONFIG] : []),
        await writeClusterConfig(portalFolder, settings.port, cluster, signIn),
        ...settings.configFiles,
      ],
      variables: {
        ...(await portalVariables(portalFolder, settings.port)),
        ...(signIn.kind === 'demo'
          ? issuerVariables({
              metadataUrl: signIn.issuer.metadataUrl,
              portalClient: signIn.portalClient,
            })
          : {}),
      },
      trustedCaFiles: signIn.kind === 'demo' ? [signIn.caFile] : [],
      providerIds: signIn.kind === 'demo' ? [signIn.providerId] : [],
      signal: stop.signal,
    }),
  );
}

function writeClusterConfig(
  folder: PortalFolder,
  port: number,
  cluster: ExistingCluster,
  signIn: SignIn,
): Promise<string> {
  // In an app-config `null` takes away what an earlier file has.
  const withoutDemoProvider = {
    auth: { providers: { oidc: null } },
    ske: { auth: { providers: { oidc: null } } },
  };
  return writeAppConfig(folder, 'app-config.local.yaml', {
    ...locationConfig(folder, port),
    kubernetes: clusterConfig(cluster, signIn.providerId),
    // Nothing is installed on that cluster, so there is no account that reads for the catalog; the reader's files may name one.
    catalog: { providers: { kratix: null } },
    ...(signIn.kind === 'own' && signIn.providerId !== 'oidc'
      ? withoutDemoProvider
      : {}),
  });
}

/** What the reader must know of the road between the provider and the cluster, found by trying it. */
async function describeStanding(
  { settings }: Run,
  cluster: ExistingCluster,
  signIn: SignIn,
): Promise<string[]> {
  if (signIn.kind === 'own') {
    return [`Sign-in  ${signIn.providerId}, from your --config files`];
  }
  const { issuer, caFile, users } = signIn;
  const [user] = users;
  const token = await passwordGrant(
    {
      tokenEndpoint: issuer.tokenEndpoint,
      caFile,
      kubernetesClient: { clientId: AUDIENCE },
    },
    user,
  );
  const username = await whoIs(cluster, token);
  if (username === undefined) {
    return missingTrust(issuer, caFile);
  }
  if (settings.kratix === 'real' && !(await servesKratix(cluster, token))) {
    throw new DemoError(
      'kratix-missing',
      `--kratix real: the cluster of context ${cluster.contextName} does not serve platform.kratix.io/v1alpha1; install Kratix there (https://docs.kratix.io)`,
    );
  }
  return [
    `Sign-in  the demo's provider; the cluster takes ${user.username} for ${username}`,
    ...users.map(
      ({ username: name, password, groups }) =>
        `         ${name}  password ${password}  ${groups.join(', ')}`,
    ),
  ];
}

function missingTrust(issuer: Issuer, caFile: string): string[] {
  return [
    'Sign-in  the demo’s provider, whose tokens this cluster does NOT accept yet. Start its API server with',
    `           --oidc-issuer-url=${issuer.url}`,
    `           --oidc-client-id=${AUDIENCE}`,
    '           --oidc-username-claim=email',
    '           --oidc-groups-claim=groups',
    `           --oidc-ca-file=${caFile}`,
    '         which works for an API server on this machine. In a container (KinD) localhost is the container itself:',
    '         there use a provider that both can reach, and name it with --config (docs/kind.md).',
  ];
}
