import {
  choosePorts,
  controlPlaneCertificates,
  demoUsers,
  type DemoUser,
  ensurePortalClient,
  type OidcProvider,
  openStateFolder,
  passwordGrant,
  ProcessLedger,
  startOidcProvider,
  type StateFolder,
  Teardown,
} from '@kratix-portal/test-cluster';
import {
  oidcProviderVariables,
  kubernetesConfig,
  locationConfig,
  openPortalFolder,
  portalVariables,
  providerIdOf,
  writeAppConfig,
  type PortalFolder,
} from '../portal/portalConfig';
import {
  DEMO_APP_CONFIG,
  KEYCLOAK_APP_CONFIG,
  startPortal,
  type Portal,
} from '../portal/startPortal';
import { DemoError } from '../cli/DemoError';
import { type Run, untilStopped } from '../cli/Run';
import {
  readKubeconfig,
  servesKratix,
  reviewToken,
  type ExistingCluster,
} from '../existingCluster/existingCluster';
import { readAppConfig } from '../existingCluster/readAppConfig';
import { describeTimings } from './readyMessage';
import { readUsers } from './readUsers';
import { portalUrl, watchPortal } from './runDemo';

const AUDIENCE = 'kube';

/** How users sign in: with the OIDC provider of the integrator, or with the demo's provider. */
type SignIn =
  | { kind: 'own'; providerId: string }
  | {
      kind: 'demo';
      providerId: string;
      provider: OidcProvider;
      caFile: string;
      users: readonly DemoUser[];
      portalClient: { clientId: string; clientSecret: string };
    };

/**
 * Runs the portal for an existing cluster (`--kubeconfig`). It installs nothing on the cluster and does not use the credentials in the
 * kubeconfig: the portal sends requests with the tokens of the users who sign in.
 *
 * When the `--config` files configure an auth provider, users sign in with it. Otherwise the demo's OIDC provider is started, for a
 * cluster on this machine whose API server trusts it.
 */
export async function runOnExistingCluster(run: Run): Promise<number> {
  const { settings, report, stop } = run;
  const start = performance.now();
  const cluster = await readKubeconfig(
    settings.kubeconfig ?? '',
    settings.context,
  );
  const folder = await openStateFolder(settings.stateDir);
  const teardown = new Teardown();
  try {
    const signIn = await prepareSignIn(run, folder, teardown);
    // This check runs before the portal starts, so that an unreachable cluster is reported at once.
    const signInLines = await describeSignIn(run, cluster, signIn);
    const portal = await startClusterPortal(run, { cluster, signIn, folder });
    teardown.push(() => portal.stop());
    watchPortal(portal, stop);
    report.say(
      [
        '',
        `The portal is at  ${portal.url}`,
        '',
        `  Cluster  ${cluster.cluster.server} (context ${cluster.contextName})`,
        ...signInLines.map(line => `  ${line}`),
        `  Log      ${portal.logFile}`,
        `  Times    ${describeTimings(settings.bootstrap, performance.now() - start)}`,
        '',
        'Ctrl-C stops the portal. The cluster does not change.',
      ].join('\n'),
    );
    await untilStopped(run);
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
    names: ['oidcProvider', 'login', 'keycloak'],
    rememberIn: folder.ports,
  });
  teardown.push(release);
  const portalClient = await ensurePortalClient(folder.portalClient);
  const users = settings.usersFile
    ? await readUsers(settings.usersFile)
    : demoUsers;
  const provider = await report.step('oidc-provider', () =>
    startOidcProvider({
      kind: settings.idp,
      stateDir: folder.path,
      logsDir: folder.logs,
      tls: certificates.oidcProvider,
      ports: {
        https: ports.oidcProvider,
        login: ports.login,
        internal: ports.keycloak,
      },
      users: [...users],
      audience: AUDIENCE,
      portalClient,
      kubernetesClient: { clientId: AUDIENCE },
      allowedPortalOrigins: [portalUrl(settings.port)],
      onProgress: ({ message }) =>
        report.onPlatformEvent({
          type: 'detail',
          step: 'oidc-provider',
          message,
        }),
      signal: stop.signal,
      ledger,
    }),
  );
  teardown.push(() => provider.stop());
  const { caFile } = certificates;
  const providerId = providerIdOf(settings.idp);
  return { kind: 'demo', providerId, provider, caFile, users, portalClient };
}

/** The id of the auth provider in the user's files, if there is one. */
async function ownProvider(
  configFiles: readonly string[],
): Promise<string | undefined> {
  if (configFiles.length === 0) {
    return undefined;
  }
  const config = await readAppConfig(configFiles);
  const ids = config.getOptionalConfig('auth.providers')?.keys() ?? [];
  if (ids.length > 1) {
    throw new DemoError(
      'bad-config',
      `the --config files configure the auth providers ${ids.join(', ')}; with --kubeconfig, configure only the one whose tokens the cluster accepts (or use --portal-only with your own kubernetes section)`,
    );
  }
  return ids[0];
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
          ? oidcProviderVariables({
              metadataUrl: signIn.provider.metadataUrl,
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
  { cluster }: ExistingCluster,
  signIn: SignIn,
): Promise<string> {
  const { server, skipTLSVerify, caData } = cluster;
  // In an app-config `null` removes a key of an earlier file.
  const withoutDemoProvider = {
    auth: { providers: { oidc: null } },
    ske: { auth: { providers: { oidc: null } } },
  };
  return writeAppConfig(folder, 'app-config.local.yaml', {
    ...locationConfig(folder, port),
    kubernetes: kubernetesConfig(signIn.providerId, {
      url: server,
      ...(skipTLSVerify ? { skipTLSVerify } : { caData }),
    }),
    // The cluster has no account for the catalog, because the demo installs nothing there. The user's files may configure one.
    catalog: { providers: { kratix: null } },
    ...(signIn.kind === 'own' && signIn.providerId !== 'oidc'
      ? withoutDemoProvider
      : {}),
  });
}

/** Describes how users sign in. For the demo's provider, it checks whether the cluster accepts its tokens. */
async function describeSignIn(
  { settings }: Run,
  cluster: ExistingCluster,
  signIn: SignIn,
): Promise<string[]> {
  if (signIn.kind === 'own') {
    return [`Sign-in  ${signIn.providerId}, from your --config files`];
  }
  const { provider, caFile, users } = signIn;
  const [user] = users;
  const token = await passwordGrant(
    {
      tokenEndpoint: provider.tokenEndpoint,
      caFile,
      kubernetesClient: { clientId: AUDIENCE },
    },
    user,
  );
  const username = await reviewToken(cluster, token);
  if (username === undefined) {
    return describeMissingTrust(provider, caFile);
  }
  if (settings.kratix === 'real' && !(await servesKratix(cluster, token))) {
    throw new DemoError(
      'kratix-missing',
      `--kratix real: the cluster of context ${cluster.contextName} does not serve platform.kratix.io/v1alpha1; install Kratix there (https://docs.kratix.io)`,
    );
  }
  return [
    `Sign-in  the demo's OIDC provider; in the cluster, ${user.username} is ${username}`,
    ...users.map(
      ({ username: name, password, groups }) =>
        `         ${name}  password ${password}  ${groups.join(', ')}`,
    ),
  ];
}

function describeMissingTrust(
  provider: OidcProvider,
  caFile: string,
): string[] {
  return [
    'Sign-in  the demo’s OIDC provider. The cluster does NOT accept its tokens yet. Start the API server with',
    `           --oidc-issuer-url=${provider.issuer}`,
    `           --oidc-client-id=${AUDIENCE}`,
    '           --oidc-username-claim=email',
    '           --oidc-groups-claim=groups',
    `           --oidc-ca-file=${caFile}`,
    '         These flags work for an API server on this machine. In a container (KinD), localhost is the container:',
    '         use an OIDC provider that both can reach, and configure it with --config (docs/own-cluster.md).',
  ];
}
