import { BARE_TOKEN_HEADER } from '../benchBackend/bareTokenHeader';
import type { LoadJob } from '../load/LoadJob';
import { NAMESPACE, type Stage, type Tokens } from '../stage/Stage';

/** The name of the object that is read: 2.1 kB as JSON. */
export const OBJECT_NAME = 'measured';

/** The targets of requests, in the order in which they are called. */
export const READ_TARGETS = [
  'direct',
  'verify',
  'bare',
  'ours',
  'proxy',
] as const;
export type ReadTarget = (typeof READ_TARGETS)[number];
export const CREATE_TARGETS = ['direct', 'ours', 'proxy'] as const;
export type CreateTarget = (typeof CREATE_TARGETS)[number];

type Request = Omit<LoadJob, 'connections' | 'seconds'>;

const COLLECTION = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

/** Reads of the same object by the same user, through five targets. */
export function readRequests(
  stage: Stage,
  tokens: Tokens,
): Record<ReadTarget, Request> {
  const path = `${COLLECTION}/${OBJECT_NAME}`;
  const query = `apiVersion=v1&kind=ConfigMap&namespace=${NAMESPACE}&name=${OBJECT_NAME}`;
  const method = 'GET';
  return {
    direct: { method, ...direct(stage, tokens, path) },
    verify: { method, ...ours(stage, tokens, '/api/verify-only/') },
    bare: { method, ...bare(stage, tokens, path) },
    ours: { method, ...ours(stage, tokens, `/api/ske/resource?${query}`) },
    proxy: { method, ...proxy(stage, tokens, path) },
  };
}

/** Creates of the same kind of object by the same user, through three targets. */
export function createRequests(
  stage: Stage,
  tokens: Tokens,
): Record<CreateTarget, Request> {
  const body = JSON.stringify(configMap('created-{unique}', 200));
  const method = 'POST';
  const json = (request: Omit<Request, 'method'>): Request => ({
    ...request,
    method,
    headers: { ...request.headers, 'content-type': 'application/json' },
  });
  return {
    direct: json({ ...direct(stage, tokens, COLLECTION), body }),
    ours: json({
      ...ours(stage, tokens, '/api/ske/configure-resource'),
      body: JSON.stringify({ manifest: body }),
    }),
    proxy: json({ ...proxy(stage, tokens, COLLECTION), body }),
  };
}

/** Creates the object that is read. */
export async function createMeasuredObject(stage: Stage): Promise<void> {
  const { code, stderr } = await stage.platform.kubectl(['apply', '-f', '-'], {
    input: JSON.stringify(configMap(OBJECT_NAME, 1_000)),
  });
  if (code !== 0) {
    throw new Error(stderr);
  }
}

function configMap(name: string, bytes: number) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: NAMESPACE },
    data: { text: 'x'.repeat(bytes) },
  };
}

function direct(stage: Stage, { access }: Tokens, path: string) {
  return {
    url: `${stage.platform.endpoints.apiServer.url}${path}`,
    ca: stage.ca,
    headers: { authorization: `Bearer ${access}`, accept: 'application/json' },
  };
}

function ours(stage: Stage, { backstage }: Tokens, path: string) {
  return {
    url: `${stage.portal.url}${path}`,
    headers: { authorization: `Bearer ${backstage}` },
  };
}

function bare(stage: Stage, tokens: Tokens, path: string) {
  const { url, headers } = ours(stage, tokens, `/api/bare${path}`);
  return {
    url,
    headers: stage.isSessionMode
      ? { ...headers, [BARE_TOKEN_HEADER]: tokens.access }
      : headers,
  };
}

function proxy(stage: Stage, { backstage, access }: Tokens, path: string) {
  return {
    url: `${stage.portal.url}/api/kubernetes/proxy${path}`,
    headers: {
      authorization: `Bearer ${backstage}`,
      'backstage-kubernetes-cluster': 'kratix-platform',
      'backstage-kubernetes-authorization-oidc-oidc': access,
    },
  };
}
