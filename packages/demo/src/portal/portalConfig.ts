import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  type Endpoints,
  type OidcProviderKind,
  readIfExists,
  writePrivately,
} from '@kratix-portal/test-cluster';

/** The id of the Backstage auth provider in the demo's app-config for an OIDC provider. */
export function providerIdOf(kind: OidcProviderKind): string {
  return kind === 'keycloak' ? 'keycloak' : 'oidc';
}

/** The folders of the portal's state. */
export interface PortalFolder {
  path: string;
  database: string;
  workspaces: string;
}

/** Creates the portal's folders in a state folder. */
export async function openPortalFolder(
  stateDir: string,
): Promise<PortalFolder> {
  const path = join(stateDir, 'portal');
  const folder = {
    path,
    database: join(path, 'database'),
    workspaces: join(path, 'workspaces'),
  };
  for (const each of [path, folder.database, folder.workspaces]) {
    await mkdir(each, { recursive: true, mode: 0o700 });
  }
  return folder;
}

/**
 * Writes an app-config file to the portal's folder.
 *
 * @returns the path of the file
 */
export async function writeAppConfig(
  folder: PortalFolder,
  name: string,
  content: Record<string, unknown>,
): Promise<string> {
  const file = join(folder.path, name);
  await writePrivately(
    file,
    `# This file is written at each start.\n${stringify(content)}`,
  );
  return file;
}

/** The portal's URL and working directory, which every way of running it needs. */
export function locationConfig(
  folder: PortalFolder,
  port: number,
): Record<string, unknown> {
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      workingDirectory: folder.workspaces,
    },
  };
}

/** The `kubernetes` section of an app-config for one cluster, in the form of SKE's page on OIDC. */
export function kubernetesConfig(
  oidcTokenProvider: string,
  cluster: {
    url: string;
    caFile?: string;
    caData?: string;
    skipTLSVerify?: boolean;
  },
) {
  const name = 'kratix-platform';
  const authProvider = 'oidc';
  const clusters = [{ name, ...cluster, authProvider, oidcTokenProvider }];
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [{ type: 'config', clusters }],
  };
}

/** The variables of the demo's app-config that do not depend on the platform. */
export async function portalVariables(
  folder: PortalFolder,
  port: number,
): Promise<Record<string, string>> {
  return {
    PORTAL_PORT: String(port),
    PORTAL_DATABASE_DIR: folder.database,
    PORTAL_SESSION_SECRET: await ensureSecret(folder, 'session-secret'),
    PORTAL_SESSION_KEY: await ensureSecret(folder, 'session-key'),
  };
}

/** The variables of the demo's app-config for a platform. */
export function platformVariables(
  endpoints: Pick<Endpoints, 'oidcProvider' | 'apiServer' | 'catalogAccount'>,
): Record<string, string> {
  return {
    ...oidcProviderVariables(endpoints.oidcProvider),
    PLATFORM_URL: endpoints.apiServer.url,
    PLATFORM_CA_FILE: endpoints.apiServer.caFile,
    PLATFORM_CATALOG_TOKEN_FILE: endpoints.catalogAccount.tokenFile,
  };
}

/** The variables of the demo's app-config for an OIDC provider. */
export function oidcProviderVariables(
  provider: Pick<Endpoints['oidcProvider'], 'metadataUrl' | 'portalClient'>,
): Record<string, string> {
  return {
    OIDC_METADATA_URL: provider.metadataUrl,
    OIDC_CLIENT_ID: provider.portalClient.clientId,
    OIDC_CLIENT_SECRET: provider.portalClient.clientSecret,
  };
}

/** Returns a random secret. The secret is kept in a file, so that users stay signed in over a restart of the portal. */
export async function ensureSecret(
  folder: PortalFolder,
  name: string,
): Promise<string> {
  const file = join(folder.path, name);
  const kept = await readIfExists(file);
  if (kept !== undefined) {
    return kept;
  }
  const made = randomBytes(32).toString('base64url');
  await writePrivately(file, made);
  return made;
}

/**
 * Writes one file for `NODE_EXTRA_CA_CERTS`, which accepts only one file: it contains the given certificate authorities, and those of the file in the
 * environment variable itself.
 *
 * @returns the path of the file
 */
export async function writeTrustedCertificates(
  folder: PortalFolder,
  caFiles: readonly string[],
): Promise<string> {
  const own = process.env.NODE_EXTRA_CA_CERTS;
  const files = [...caFiles, ...(own ? [own] : [])];
  const certificates = await Promise.all(
    files.map(file => readFile(file, 'utf8')),
  );
  const bundle = join(folder.path, 'trusted-certificates.pem');
  await writePrivately(bundle, `${certificates.join('\n')}\n`);
  return bundle;
}
