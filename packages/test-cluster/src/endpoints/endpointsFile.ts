import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { demoUserSchema } from '../users/DemoUser';
import type { Endpoints } from './Endpoints';
import { writePrivately } from '../stateFolder/privateFiles';

const endpointsSchema: z.ZodType<Endpoints> = z.object({
  version: z.literal(1),
  pid: z.number(),
  startedAt: z.string(),
  portal: z.object({ url: z.string() }).optional(),
  apiServer: z.object({
    url: z.string(),
    caFile: z.string(),
    version: z.string(),
    authentication: z.enum(['flags', 'structured']),
  }),
  oidcProvider: z.object({
    kind: z.enum(['oidc-provider', 'keycloak']),
    issuer: z.string(),
    metadataUrl: z.string(),
    tokenEndpoint: z.string(),
    loginUrl: z.string(),
    caFile: z.string(),
    audience: z.string(),
    portalClient: z.object({ clientId: z.string(), clientSecret: z.string() }),
    kubernetesClient: z.object({ clientId: z.string() }),
  }),
  kubeconfigs: z.object({
    admin: z.string(),
    users: z.record(z.string(), z.string()),
  }),
  users: z.array(demoUserSchema),
  catalogAccount: z.object({ tokenFile: z.string() }),
  ports: z.record(z.string(), z.number()),
  paths: z.object({
    stateDir: z.string(),
    logs: z.string(),
    auditLog: z.string(),
    binaries: z.string(),
  }),
  kratix: z.object({ mode: z.enum(['stand-in', 'real', 'none']) }),
});

/**
 * Reads the file that {@link writeEndpoints} wrote.
 *
 * @public
 */
export async function readEndpoints(file: string): Promise<Endpoints> {
  return endpointsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/**
 * Writes `endpoints.json` into the platform's state folder and returns its path. Other processes find the platform with it.
 * Only its owner can read it, because it holds the demo's passwords. Stopping the platform removes it.
 *
 * @public
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
