import { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import { Agent } from 'undici';
import { z } from 'zod';
import { DemoError } from './DemoError';
import { parseJson } from '@kratix-portal/test-cluster';

const REQUEST_TIMEOUT_MILLISECONDS = 10_000;

/** A cluster that somebody else runs, as a kubeconfig names it. */
export interface ExistingCluster {
  contextName: string;
  url: string;
  /** PEM; absent when the API server's certificate is publicly trusted, or is not to be checked. */
  caData?: string;
  skipTLSVerify: boolean;
}

/** Reads the address and the certificate authority of a cluster. The credentials in the kubeconfig are not for the portal. */
export async function readKubeconfig(
  file: string,
  context: string | undefined,
): Promise<ExistingCluster> {
  const kubeconfig = new KubeConfig();
  try {
    kubeconfig.loadFromFile(file);
  } catch (cause) {
    throw new DemoError(
      'bad-kubeconfig',
      `--kubeconfig ${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  const contextName = context ?? kubeconfig.getCurrentContext();
  const found = kubeconfig.getContextObject(contextName);
  const cluster = found ? kubeconfig.getCluster(found.cluster) : null;
  if (!cluster) {
    const known = kubeconfig.getContexts().map(({ name }) => name);
    throw new DemoError(
      'bad-kubeconfig',
      known.length > 0
        ? `--kubeconfig ${file} has no context ${contextName || '(none is current)'}; it has ${known.join(', ')}: name one with --context`
        : `--kubeconfig ${file} has no context at all: is it a kubeconfig?`,
    );
  }
  return {
    contextName,
    url: cluster.server,
    skipTLSVerify: cluster.skipTLSVerify,
    caData: await certificateAuthority(cluster),
  };
}

async function certificateAuthority(cluster: {
  caData?: string;
  caFile?: string;
}): Promise<string | undefined> {
  if (cluster.caData) {
    return Buffer.from(cluster.caData, 'base64').toString('utf8');
  }
  return cluster.caFile ? readFile(cluster.caFile, 'utf8') : undefined;
}

/** The `kubernetes` section of an app-config for it, in the shape of the seed document. */
export function clusterConfig(
  cluster: ExistingCluster,
  oidcTokenProvider: string,
): Record<string, unknown> {
  const { url, caData, skipTLSVerify } = cluster;
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'kratix-platform',
            url,
            authProvider: 'oidc',
            oidcTokenProvider,
            ...(skipTLSVerify ? { skipTLSVerify } : {}),
            ...(caData && !skipTLSVerify
              ? { caData: Buffer.from(caData).toString('base64') }
              : {}),
          },
        ],
      },
    ],
  };
}

const selfSubjectReviewSchema = z.object({
  status: z.object({ userInfo: z.object({ username: z.string() }) }),
});

/**
 * Who the cluster takes the bearer of a token for.
 *
 * @returns the user's name; `undefined` when it refuses the token (401)
 */
export async function whoIs(
  cluster: ExistingCluster,
  token: string,
): Promise<string | undefined> {
  const { status, body } = await call(cluster, token, {
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    },
  });
  if (status === 401) {
    return undefined;
  }
  return selfSubjectReviewSchema.parse(body).status.userInfo.username;
}

/** Whether the cluster serves Kratix' API, as far as the bearer of the token may see. */
export async function servesKratix(
  cluster: ExistingCluster,
  token: string,
): Promise<boolean> {
  const { status } = await call(cluster, token, {
    method: 'GET',
    path: '/apis/platform.kratix.io/v1alpha1',
  });
  return status === 200;
}

async function call(
  cluster: ExistingCluster,
  token: string,
  asked: { method: 'GET' | 'POST'; path: string; body?: object },
): Promise<{ status: number; body: unknown }> {
  const agent = new Agent({
    connect: {
      ca: cluster.caData,
      // Only as the reader's own kubeconfig says of this cluster.
      rejectUnauthorized: !cluster.skipTLSVerify,
    },
    allowH2: false,
  });
  try {
    const response = await request(new URL(asked.path, cluster.url), {
      method: asked.method,
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: asked.body ? JSON.stringify(asked.body) : undefined,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLISECONDS),
    });
    const text = await response.body.text();
    // A proxy in front of an API server may answer with something else than JSON; the status then says enough.
    return { status: response.statusCode, body: parseJson(text) };
  } catch (cause) {
    throw new DemoError(
      'cluster-unreachable',
      `the API server of context ${cluster.contextName} does not answer at ${cluster.url}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  } finally {
    await agent.close();
  }
}
