import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ResponseError } from '@backstage/errors';
import { signForeignToken, useTestPlatform } from '@kratix-portal/test-cluster';
import type { SkeClient } from '@kratix-portal/plugin-ske-common';
import {
  Fault,
  FaultInjectingProxy,
} from '@kratix-portal/plugin-ske-node/testUtils';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(120_000);

const namespace = `codes-${randomUUID().slice(0, 8)}`;
const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
const bucket = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};

/*
 * Each status of a response. If a healthy API server returns the status, the response comes from a real API server, otherwise from a proxy in front of it.
 * `ownCluster.integration.test.ts` has the statuses that need a special set-up of the cluster.
 */
describe('error codes', () => {
  const platform = useTestPlatform();
  let proxy: FaultInjectingProxy;
  let backend: SkeBackend;
  let admin: SkeClient;
  let dev: SkeClient;

  beforeAll(async () => {
    const { url, caFile } = platform.current.endpoints.apiServer;
    const read = (extension: string) =>
      readFileSync(
        join(dirname(caFile), `kube-apiserver.${extension}`),
        'utf8',
      );
    proxy = await FaultInjectingProxy.start({
      upstream: { url, ca: readFileSync(caFile, 'utf8') },
      tls: { key: read('key'), cert: read('crt') },
    });
    backend = await startSkeBackend({
      config: platformConfig({ url: proxy.url, caFile }),
    });
    admin = await clientOf('user-admin');
    dev = await clientOf('user-dev');
    await platform.current.kubectl(['create', 'namespace', namespace]);
    await admin.configureResource({ manifest: manifestOf('settings') });
  });
  afterEach(() => {
    proxy.fault = undefined;
  });
  afterAll(async () => {
    await backend?.stop();
    await proxy?.stop();
  });

  const tokenOf = async (username: string, tok?: string) =>
    backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: tok ?? (await platform.current.accessToken(username)) },
    });

  async function clientOf(username: string, tok?: string) {
    const token = await tokenOf(username, tok);
    return skeClientFor({ url: backend.url, token });
  }

  function manifestOf(name: string, more: object = {}): string {
    const metadata = { name, namespace, ...more };
    return JSON.stringify({ ...configMap, metadata });
  }

  it('400 invalid-input: the cluster cannot read a selector', async () => {
    const call = dev.listResources({ ...configMap, labelSelector: 'a in' });
    expect(await refusalOf(call)).toMatchObject({
      code: 'invalid-input',
      status: 400,
      detail: expect.stringContaining('unable to parse'),
    });
  });

  it('401 identity-rejected: the cluster does not know the issuer', async () => {
    const tok = await signForeignToken({
      endpoints: platform.current.endpoints,
      username: 'user-admin',
      defect: 'wrong-issuer',
    });
    const client = await clientOf('user-admin', tok);
    for (const call of [
      () => client.listResources({ ...configMap, namespace }),
      () => client.whoAmI(),
      () => client.watch({ ...configMap, namespace }).next(),
    ]) {
      expect(await refusalOf(call())).toMatchObject({
        code: 'identity-rejected',
        status: 401,
      });
    }
  });

  it('403 forbidden: RBAC', async () => {
    const call = dev.configureResource({ manifest: manifestOf('mine') });
    expect(await refusalOf(call)).toMatchObject({
      code: 'forbidden',
      status: 403,
    });
  });

  it('404 not-found and kind-not-served', async () => {
    const ref = { ...configMap, namespace, name: 'nothing' };
    expect(await refusalOf(dev.getResource(ref))).toMatchObject({
      code: 'not-found',
      status: 404,
    });
    const other = { ...ref, apiVersion: 'nothing.example.com/v1' };
    expect(await refusalOf(dev.getResource(other))).toMatchObject({
      code: 'kind-not-served',
      status: 404,
    });
  });

  it('409 conflict and already-exists', async () => {
    const manifest = manifestOf('settings', {
      resourceVersion: '1',
      labels: { changed: 'since' },
    });
    expect(
      await refusalOf(admin.configureResource({ manifest })),
    ).toMatchObject({ code: 'conflict', status: 409 });
    const again = admin.configureResource({
      manifest: manifestOf('settings'),
      onExisting: 'fail',
    });
    expect(await refusalOf(again)).toMatchObject({
      code: 'already-exists',
      status: 409,
    });
  });

  it('422 invalid: field by field', async () => {
    const call = admin.configureResource({
      manifest: JSON.stringify({
        ...bucket,
        metadata: { name: 'bad', namespace },
        spec: { team: 'A', sizeGiB: 0 },
      }),
    });
    const { causes, ...refusal } = await refusalOf(call);
    expect(refusal).toMatchObject({ code: 'invalid', status: 422 });
    expect(causes.map(({ field }: any) => field)).toEqual(
      expect.arrayContaining(['spec.team', 'spec.sizeGiB']),
    );
  });

  it('429 too-many-requests: with the seconds until a retry', async () => {
    proxy.fault = answer(429, { reason: 'TooManyRequests' }, '60');
    const response = await backend.request({
      path: `/api/ske/resources?${new URLSearchParams({ ...configMap, namespace })}`,
      token: await tokenOf('user-dev'),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(response.body.error).toMatchObject({
      code: 'too-many-requests',
      retryAfterSeconds: 60,
    });
  });

  it('502 cluster-error: a server that is not an API server', async () => {
    proxy.fault = { type: 'answer', status: 200, body: '<html></html>' };
    expect(
      await refusalOf(dev.listResources({ ...configMap, namespace })),
    ).toMatchObject({ code: 'cluster-error', status: 502 });
  });

  it('504 timeout: the cluster did not respond in time', async () => {
    // The API server waits for this resourceVersion and then times out: https://kubernetes.io/docs/reference/using-api/api-concepts/#unavailable-resource-versions
    const version = { v: 'meta.k8s.io/v1', rv: 2 ** 40, start: 'a\u0000' };
    const call = dev.listResources({
      ...configMap,
      namespace,
      continue: Buffer.from(JSON.stringify(version)).toString('base64url'),
    });
    expect(await refusalOf(call)).toMatchObject({
      code: 'timeout',
      status: 504,
      detail: expect.stringContaining('Too large resource version'),
    });
  });

  it('Backstage’s ResponseError reads each error', async () => {
    const token = await tokenOf('user-dev');
    const response = await fetch(
      `${backend.url}/api/ske/resource/events?${new URLSearchParams({ ...configMap, kind: 'Nothing', name: 'a' })}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const error = await ResponseError.fromResponse(response as any);
    expect(error.statusCode).toBe(404);
    expect(error.cause.name).toBe('NotFoundError');
    expect(error.body.error).toMatchObject({ code: 'kind-not-served' });
  });

  it('503 cluster-unreachable: on every route, at once', async () => {
    await proxy.stop();
    const ref = { ...configMap, namespace, name: 'settings' };
    for (const call of [
      () => dev.getResource(ref),
      () => dev.listResources({ ...configMap, namespace }),
      () => dev.getResourceEvents(ref),
      () => dev.watch({ ...configMap, namespace }).next(),
      () => dev.whoAmI(),
      () => dev.checkAccess([{ verb: 'get', ...configMap }]),
    ]) {
      expect(await refusalOf(call())).toMatchObject({
        code: 'cluster-unreachable',
        status: 503,
      });
    }
  });
});

/** An error in the API server's format. */
function answer(status: number, body: object, retryAfter?: string): Fault {
  return {
    type: 'answer',
    status,
    headers: {
      'content-type': 'application/json',
      ...(retryAfter && { 'retry-after': retryAfter }),
    },
    body: JSON.stringify({ kind: 'Status', code: status, ...body }),
  };
}
