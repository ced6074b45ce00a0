import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const clusterSchema = z.object({
  server: z.string(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
});

const userSchema = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
});

const contextSchema = z.object({ cluster: z.string(), user: z.string() });

const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: z.array(z.object({ name: z.string(), context: contextSchema })),
  clusters: z.array(z.object({ name: z.string(), cluster: clusterSchema })),
  users: z.array(z.object({ name: z.string(), user: userSchema })),
});

/** How to reach an API server, and as whom. */
export interface ApiServerAccess {
  server: string;
  ca?: string;
  clientCertificate?: string;
  clientKey?: string;
  token?: string;
}

/** Reads the current context of a kubeconfig file: certificates, keys and tokens inside the file or beside it. */
export async function readKubeconfig(file: string): Promise<ApiServerAccess> {
  const config = kubeconfigSchema.parse(parse(await readFile(file, 'utf8')));
  const pick = <T extends { name: string }>(entries: T[], name: string) => {
    const found = entries.find(entry => entry.name === name);
    if (!found) {
      throw new Error(`${file} has no entry named ${name}`);
    }
    return found;
  };
  const { context } = pick(config.contexts, config['current-context']);
  const { cluster } = pick(config.clusters, context.cluster);
  const { user } = pick(config.users, context.user);
  const pem = async (
    entry: Record<string, string | undefined>,
    key: string,
  ) => {
    const data = entry[`${key}-data`];
    if (data) {
      return Buffer.from(data, 'base64').toString('utf8');
    }
    const path = entry[key];
    return path ? readFile(resolve(dirname(file), path), 'utf8') : undefined;
  };
  return {
    server: cluster.server,
    ca: await pem(cluster, 'certificate-authority'),
    clientCertificate: await pem(user, 'client-certificate'),
    clientKey: await pem(user, 'client-key'),
    token:
      user.token ??
      (user.tokenFile
        ? (
            await readFile(resolve(dirname(file), user.tokenFile), 'utf8')
          ).trim()
        : undefined),
  };
}
