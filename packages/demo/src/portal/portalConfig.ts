import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  type Endpoints,
  type IssuerKind,
  readIfExists,
  writePrivately,
} from '@kratix-portal/test-cluster';

/** The id of the Backstage auth provider in the demo's app-config, by the OIDC provider behind it. */
export function providerIdOf(issuer: IssuerKind): string {
  return issuer === 'keycloak' ? 'keycloak' : 'oidc';
}

/**
 * Where the portal's own state lies.
 */
export interface PortalFolder {
  path: string;
  database: string;
  workspaces: string;
}

/** Makes the portal's part of a state folder. */
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
 * Writes an app-config file of this start into the portal's folder.
 *
 * @returns its path
 */
export async function writeAppConfig(
  folder: PortalFolder,
  name: string,
  content: Record<string, unknown>,
): Promise<string> {
  const file = join(folder.path, name);
  await writePrivately(
    file,
    `# Written at each start; changes are lost.\n${stringify(content)}`,
  );
  return file;
}

/** Where the portal is, and where it works: the same for every way of running it. */
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

/** The variables that the demo's app-config names. */
export async function portalVariables(
  folder: PortalFolder,
  port: number,
): Promise<Record<string, string>> {
  return {
    PORTAL_PORT: String(port),
    PORTAL_DATABASE_DIR: folder.database,
    PORTAL_SESSION_SECRET: await ensureSessionSecret(folder),
  };
}

/** The variables that name a platform of ours. */
export function platformVariables(
  endpoints: Pick<Endpoints, 'issuer' | 'apiServer' | 'catalogAccount'>,
): Record<string, string> {
  return {
    ...issuerVariables(endpoints.issuer),
    PLATFORM_URL: endpoints.apiServer.url,
    PLATFORM_CA_FILE: endpoints.apiServer.caFile,
    PLATFORM_CATALOG_TOKEN_FILE: endpoints.catalogAccount.tokenFile,
  };
}

/** The variables that name the OIDC provider. */
export function issuerVariables(
  issuer: Pick<Endpoints['issuer'], 'metadataUrl' | 'portalClient'>,
): Record<string, string> {
  return {
    OIDC_METADATA_URL: issuer.metadataUrl,
    OIDC_CLIENT_ID: issuer.portalClient.clientId,
    OIDC_CLIENT_SECRET: issuer.portalClient.clientSecret,
  };
}

/** Kept, so that a sign-in survives a restart of the portal. */
async function ensureSessionSecret(folder: PortalFolder): Promise<string> {
  const file = join(folder.path, 'session-secret');
  const kept = await readIfExists(file);
  if (kept !== undefined) {
    return kept;
  }
  const made = randomBytes(32).toString('base64url');
  await writePrivately(file, made);
  return made;
}

/**
 * One file of certificate authorities for `NODE_EXTRA_CA_CERTS`, which takes only one: those that the portal needs beside the
 * well-known ones, and those that the reader's own environment names.
 *
 * @returns its path; `undefined` when there is nothing to trust
 */
export async function writeTrustedCertificates(
  folder: PortalFolder,
  caFiles: readonly string[],
): Promise<string | undefined> {
  const own = process.env.NODE_EXTRA_CA_CERTS;
  const files = [...caFiles, ...(own ? [own] : [])];
  if (files.length === 0) {
    return undefined;
  }
  const certificates = await Promise.all(
    files.map(file => readFile(file, 'utf8')),
  );
  const bundle = join(folder.path, 'trusted-certificates.pem');
  await writePrivately(bundle, `${certificates.join('\n')}\n`);
  return bundle;
}
