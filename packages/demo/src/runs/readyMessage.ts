import { relative } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';
import type { DemoSettings } from '../cli/DemoSettings';
import type { OwnPortalFiles } from '../portal/ownPortalConfig';
import { formatSeconds } from '../cli/Report';

/**
 * The message when all processes are ready.
 *
 * @param options - paths are shown relative to `cwd`
 */
export function readyMessage(options: {
  endpoints: Endpoints;
  /** With `--platform-only`. */
  ownPortal?: OwnPortalFiles;
  timings: string;
  cwd: string;
}): string {
  const { endpoints, ownPortal, timings, cwd } = options;
  const path = (file: string) => {
    const short = relative(cwd, file);
    return short.startsWith('..') ? file : short || '.';
  };
  const portalUrl = endpoints.portal?.url;
  return [
    '',
    portalUrl
      ? `The portal is at  ${portalUrl}`
      : `The platform cluster is at  ${endpoints.apiServer.url}`,
    '',
    'Users',
    ...userLines(endpoints),
    '',
    'What to try',
    ...(ownPortal
      ? clusterTries(endpoints, ownPortal)
      : portalTries(endpoints)
    ).map((line, index) => `  ${index + 1}. ${line}`),
    '',
    'Where things are',
    ...table([
      [
        'API server',
        `${endpoints.apiServer.url} (Kubernetes ${endpoints.apiServer.version}, audit log ${path(endpoints.paths.auditLog)})`,
      ],
      [
        'OIDC provider',
        `${endpoints.oidcProvider.kind}, issuer ${endpoints.oidcProvider.issuer}`,
      ],
      ['kubectl', kubectlLine(endpoints, path)],
      [
        'Kratix',
        endpoints.kratix.mode === 'none'
          ? 'none'
          : 'a stand-in for its controller, for demos and tests',
      ],
      [
        'State and logs',
        `${path(endpoints.paths.stateDir)} and ${path(endpoints.paths.logs)}`,
      ],
      ['For tools', path(`${endpoints.paths.stateDir}/endpoints.json`)],
      ...(ownPortal
        ? ([['Your own portal', path(ownPortal.configFile)]] satisfies Row[])
        : []),
      ['Times', timings],
    ]),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

/** Describes how long the steps of the bootstrap and of the start took. */
export function describeTimings(
  bootstrap: DemoSettings['bootstrap'],
  startMilliseconds: number,
): string {
  const names: Record<string, string> = {
    install: 'install',
    kubernetes: 'Go build',
    frontend: 'frontend build',
  };
  const built = bootstrap
    .filter(({ id, outcome }) => id in names && outcome === 'done')
    .map(
      ({ id, milliseconds }) => `${names[id]} ${formatSeconds(milliseconds)}`,
    );
  const unchanged = bootstrap
    .filter(({ id, outcome }) => id in names && outcome === 'current')
    .map(({ id }) => names[id]);
  return [
    ...built,
    ...(unchanged.length > 0 ? [`${unchanged.join(', ')} up to date`] : []),
    `start ${formatSeconds(startMilliseconds)}`,
  ].join('; ');
}

function userLines({ users }: Endpoints): string[] {
  const width = Math.max(...users.map(({ username }) => username.length));
  const passwords = Math.max(...users.map(({ password }) => password.length));
  return users.map(
    ({ username, password, groups }) =>
      `  ${username.padEnd(width)}  password ${password.padEnd(passwords)}  ${groups.join(', ') || '(no groups)'}`,
  );
}

function portalTries({ users }: Endpoints): string[] {
  const [first, second] = users;
  return [
    `Sign in as ${first.username}, open Create, choose a template and create a resource. The cluster accepts it.`,
    ...(second
      ? [
          `Sign in as ${second.username} and do the same. The cluster applies its RBAC rules to ${second.username}, and the task log has its response.`,
        ]
      : []),
    'Read the audit log of the API server. Each request has the name of the user who made it.',
  ];
}

function clusterTries(
  { users }: Endpoints,
  { configFile, trustedCertificates }: OwnPortalFiles,
): string[] {
  return [
    `Start your own portal (docs/install.md): NODE_EXTRA_CA_CERTS=${trustedCertificates} yarn start --config "$PWD/app-config.yaml" --config ${configFile}`,
    `Request an access token for ${users[0].username} from the token endpoint (password grant, client kube), or use the kubeconfig below.`,
  ];
}

function kubectlLine(
  endpoints: Endpoints,
  path: (file: string) => string,
): string {
  const name = endpoints.users[0].username;
  const kubeconfig =
    endpoints.kubeconfigs.users[name] ?? endpoints.kubeconfigs.admin;
  const resource = endpoints.kratix.mode === 'none' ? 'namespaces' : 'promises';
  return `${path(`${endpoints.paths.binaries}/kubectl`)} --kubeconfig ${path(kubeconfig)} get ${resource}`;
}

type Row = [string, string];

function table(rows: Row[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
