import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { demoUserSchema } from '../users/DemoUser';
import { writePrivately } from '../stateFolder/privateFiles';

/** The OIDC provider that signs the users in. */
export type OidcProviderKind = Endpoints['oidcProvider']['kind'];

const endpointsSchema = z.object({
  version: z.literal(1),
  /** The process that owns the platform. The platform stops with it. */
  pid: z.number(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** Absent with `--platform-only`. */
  portal: z.object({ url: z.string() }).optional(),
  apiServer: z.object({
    url: z.string(),
    caFile: z.string(),
    /** For example `v1.36.3`. */
    version: z.string(),
    /** Whether the four `--oidc-*` flags or an AuthenticationConfiguration file configure the issuer. */
    authentication: z.enum(['flags', 'structured']),
  }),
  oidcProvider: z.object({
    kind: z.enum(['oidc-provider', 'keycloak']),
    /** The `iss` claim, https. */
    issuer: z.string(),
    /** The discovery document, https. Its authorization endpoint is on the origin of `loginUrl`. */
    metadataUrl: z.string(),
    /** https. */
    tokenEndpoint: z.string(),
    /** http on localhost, so that browsers show no certificate warning. */
    loginUrl: z.string(),
    caFile: z.string(),
    /** The `aud` claim that the API server requires. */
    audience: z.string(),
    /** The client that Backstage signs in with. */
    portalClient: z.object({ clientId: z.string(), clientSecret: z.string() }),
    /** A public client whose password grant returns tokens for kubectl and for tests. */
    kubernetesClient: z.object({ clientId: z.string() }),
  }),
  kubeconfigs: z.object({
    admin: z.string(),
    /** By user name. */
    users: z.record(z.string(), z.string()),
  }),
  users: z.array(demoUserSchema),
  /** The ServiceAccount that the portal's catalog reads the cluster with. It may only list and watch. */
  catalogAccount: z.object({ tokenFile: z.string() }),
  /** By process: `portal`, `apiServer`, `etcd`, `oidcProvider`, `login` ... */
  ports: z.record(z.string(), z.number()),
  paths: z.object({
    stateDir: z.string(),
    logs: z.string(),
    auditLog: z.string(),
    /** Holds kube-apiserver, etcd, kubectl and kube-controller-manager. */
    binaries: z.string(),
  }),
  kratix: z.object({ mode: z.enum(['stand-in', 'none']) }),
});

/**
 * Everything that another process needs to use a running platform: the content of `endpoints.json`.
 * Every path is absolute.
 * The file holds the demo's passwords and client secret, so only its owner can read it.
 */
export type Endpoints = z.infer<typeof endpointsSchema>;

/** Reads the file that {@link writeEndpoints} wrote. */
export async function readEndpoints(file: string): Promise<Endpoints> {
  return endpointsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/**
 * Writes `endpoints.json` into the platform's state folder and returns its path. Other processes find the platform with it.
 * Only its owner can read it, because it holds the demo's passwords. Stopping the platform removes it.
 */
export async function writeEndpoints(endpoints: Endpoints): Promise<string> {
  const file = endpointsFile(endpoints.paths.stateDir);
  await writePrivately(file, `${JSON.stringify(endpoints, undefined, 2)}\n`);
  return file;
}

/** Removes the file that {@link writeEndpoints} wrote, if there is one. */
export async function removeEndpoints(stateDir: string): Promise<void> {
  await rm(endpointsFile(stateDir), { force: true });
}

function endpointsFile(stateDir: string): string {
  return join(stateDir, 'endpoints.json');
}
