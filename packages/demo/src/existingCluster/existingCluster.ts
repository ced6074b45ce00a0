import { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { DemoError } from '../cli/DemoError';
import { parseJson } from '@kratix-portal/test-cluster';

const REQUEST_TIMEOUT_MILLISECONDS = 10_000;

/** A cluster of the user, from a kubeconfig. */
export interface ExistingCluster {
  contextName: string;
  url: string;
  /** PEM. Absent when a public authority signed the API server's certificate, or when it is not verified. */
  caData?: string;
  skipTLSVerify: boolean;
}

/** Reads the URL and the certificate authority of a cluster. The portal does not use the credentials in the kubeconfig. */
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
        ? `--kubeconfig ${file} has no context ${contextName || '(no current context)'}; its contexts are ${known.join(', ')}: set one with --context`
        : `--kubeconfig ${file} has no contexts: is it a kubeconfig?`,
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

/** The `kubernetes` section of an app-config for the cluster, in the form of SKE's page on OIDC. */
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
 * Asks the cluster for the user of a token.
 *
 * @returns the user's name, or `undefined` when the cluster rejects the token (401)
 */
export async function reviewToken(
  cluster: ExistingCluster,
  token: string,
): Promise<string | undefined> {
  const { status, body } = await send(cluster, token, {
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

/** Whether the cluster serves Kratix's API to the user of the token. */
export async function servesKratix(
  cluster: ExistingCluster,
  token: string,
): Promise<boolean> {
  const { status } = await send(cluster, token, {
    method: 'GET',
    path: '/apis/platform.kratix.io/v1alpha1',
  });
  return status === 200;
}

async function send(
  cluster: ExistingCluster,
  token: string,
  options: { method: 'GET' | 'POST'; path: string; body?: object },
): Promise<{ status: number; body: unknown }> {
  const agent = new Agent({
    connect: {
      ca: cluster.caData,
      // The user's kubeconfig decides whether the certificate is verified.
      rejectUnauthorized: !cluster.skipTLSVerify,
    },
    allowH2: false,
  });
  try {
    const response = await request(new URL(options.path, cluster.url), {
      method: options.method,
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: options.body ? JSON.stringify(options.body) : undefined,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLISECONDS),
    });
    const text = await response.body.text();
    // A proxy in front of the API server may return a body that is not JSON. The status is then enough.
    return { status: response.statusCode, body: parseJson(text) };
  } catch (cause) {
    throw new DemoError(
      'cluster-unreachable',
      `the API server of context ${cluster.contextName} does not respond at ${cluster.url}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  } finally {
    await agent.close();
  }
}
