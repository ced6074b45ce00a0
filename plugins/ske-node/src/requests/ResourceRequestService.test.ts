import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../config';
import { permissionsWith } from '../permissions/__testUtils__/permissionsWith';
import { PlatformClient } from '../platform';
import { RecordingApiServer } from '../testUtils';
import {
  RequestCaller,
  ResourceRequestService,
} from './ResourceRequestService';

function jwt(claims: object): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'ES256' })}.${encode(claims)}.c2ln`;
}

const userEntityRef = 'user:default/jane';
const tok = jwt({ iss: 'https://idp.example.com', sub: 'jane' });
const caller: RequestCaller = {
  credentials: mockCredentials.user(userEntityRef),
  backstageToken: jwt({ sub: userEntityRef, tok }),
  requestId: 'request-1',
};

const path = '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';
const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

function manifest(spec: JsonObject | undefined, metadata: JsonObject = {}) {
  return JSON.stringify({
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: { name: ref.name, namespace: ref.namespace, ...metadata },
    spec,
  });
}

describe('ResourceRequestService', () => {
  let apiServer: RecordingApiServer;
  let client: PlatformClient;
  let service: ResourceRequestService;

  beforeEach(async () => {
    apiServer = await RecordingApiServer.start();
    const platform: PlatformConfig = {
      name: 'kratix-platform',
      url: apiServer.url,
      tls: { skipVerify: false },
      identity: { mode: 'user', oidcTokenProvider: 'oidc' },
    };
    client = new PlatformClient({ platform });
    service = ResourceRequestService.create({
      platform,
      client,
      permissions: permissionsWith().permissions,
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => undefined,
          fail: async () => undefined,
        }),
      }),
    });
  });
  afterEach(async () => {
    await client.close();
    await apiServer.stop();
  });

  function methods(): string[] {
    return apiServer.requests
      .filter(request => request.path !== '/apis')
      .map(request => request.method);
  }

  async function refusal(call: Promise<unknown>): Promise<SkeError> {
    const error = await call.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`no SkeError but ${error}`);
    }
    return error;
  }

  /** The API server answers so to everything that is about the object itself. */
  function answerReads(code: number, body: JsonObject) {
    apiServer.intercept = (request, response) => {
      if (request.path !== path) {
        return false;
      }
      response.writeHead(code);
      response.end(JSON.stringify({ kind: 'Status', ...body }));
      return true;
    };
  }

  describe('configure', () => {
    it('B5: creates what is not there, with POST, in two round trips beside discovery', async () => {
      const result = await service.configure(
        manifest({ size: 1 }, { labels: { team: 'a' } }),
        caller,
      );
      expect(result).toEqual({
        resourceId: 'uid-of-orders',
        operation: 'created',
        ...ref,
        uid: 'uid-of-orders',
        notices: [],
      });
      expect(methods()).toEqual(['GET', 'POST']);
      expect(apiServer.requests.at(-1)?.body).toEqual({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: {
          name: 'orders',
          namespace: 'team-a',
          labels: { team: 'a' },
        },
        spec: { size: 1 },
      });
      expect(apiServer.requests.at(-1)?.path).toContain(
        'fieldManager=kratix-portal',
      );
    });

    it('puts an object without a namespace into default, and a cluster-scoped one into none', async () => {
      const text = (kind: string) =>
        `{apiVersion: demo.example.com/v1, kind: ${kind}, metadata: {name: a}}`;
      await service.configure(text('Database'), caller);
      await service.configure(text('Region'), caller);
      expect(
        apiServer.requests
          .filter(({ method }) => method === 'POST')
          .map(request => request.path.split('?')[0]),
      ).toEqual([
        '/apis/demo.example.com/v1/namespaces/default/databases',
        '/apis/demo.example.com/v1/regions',
      ]);
    });

    it('S33: refuses a namespace on a cluster-scoped kind', async () => {
      const text =
        '{apiVersion: demo.example.com/v1, kind: Region, metadata: {name: a, namespace: b}}';
      const error = await refusal(service.configure(text, caller));
      expect(error.status).toBe(400);
      expect(error.message).toMatch(/namespace is given, but Region/);
      expect(methods()).toEqual([]);
    });

    it('S34: updates by a patch that removes what the user removed and keeps what Kratix wrote', async () => {
      const metadata = {
        name: 'orders',
        namespace: 'team-a',
        finalizers: ['kratix.io/work-cleanup'],
        labels: { 'kratix.io/promise-name': 'db' },
      };
      apiServer.put(path, {
        ...ref,
        metadata,
        spec: { size: 1, backups: true },
        status: { message: 'Ready' },
      });
      const result = await service.configure(manifest({ size: 2 }), caller);
      expect(result.operation).toBe('updated');
      expect(apiServer.requests.at(-1)).toMatchObject({
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: {
          metadata: { uid: 'uid-of-orders', resourceVersion: '1' },
          spec: { size: 2, backups: null },
        },
      });
      expect(apiServer.object(path)).toMatchObject({
        metadata,
        spec: { size: 2 },
        status: { message: 'Ready' },
      });
      expect(apiServer.object(path)?.spec).toEqual({ size: 2 });
    });

    it('writes nothing when nothing differs', async () => {
      apiServer.put(path, { ...ref, spec: { size: 1 } });
      const result = await service.configure(manifest({ size: 1 }), caller);
      expect(result.operation).toBe('unchanged');
      expect(methods()).toEqual(['GET']);
    });

    it('leaves the spec alone when the manifest has none', async () => {
      apiServer.put(path, { ...ref, spec: { size: 1 } });
      const result = await service.configure(manifest(undefined), caller);
      expect(result.operation).toBe('unchanged');
    });

    it('calls it unchanged when the API server puts a default back', async () => {
      const live = apiServer.put(path, {
        ...ref,
        spec: { size: 1, tier: 's' },
      });
      apiServer.intercept = ({ method }, response) => {
        if (method !== 'PATCH') {
          return false;
        }
        response.end(JSON.stringify(live));
        return true;
      };
      const result = await service.configure(manifest({ size: 1 }), caller);
      expect(result.operation).toBe('unchanged');
    });

    it.each<[number, JsonObject, string]>([
      [
        403,
        {
          reason: 'Forbidden',
          message:
            'databases.demo.example.com "orders" is forbidden: User "jane" cannot get resource "databases" in API group "demo.example.com" in the namespace "team-a"',
        },
        'forbidden',
      ],
      [401, { reason: 'Unauthorized', message: 'no' }, 'identity-rejected'],
      [500, { reason: 'InternalError', message: 'x' }, 'cluster-error'],
      [
        404,
        { reason: 'NotFound', message: 'could not find the resource' },
        'kind-not-served',
      ],
    ])(
      'a %s on the read is not turned into a create',
      async (status, body, code) => {
        answerReads(status, body);
        const error = await refusal(service.configure(manifest({}), caller));
        expect(error.code).toBe(code);
        expect(methods()).toEqual(['GET']);
      },
    );

    it('explains why a create needs the verb get', async () => {
      answerReads(403, {
        reason: 'Forbidden',
        message:
          'User "jane" cannot get resource "databases" in API group "demo.example.com" in the namespace "team-a"',
      });
      const error = await refusal(service.configure(manifest({}), caller));
      expect(error.message).toMatch(/^jane may not get Database/);
      expect(error.hint).toMatch(/the verb "get" is needed beside/);
    });

    it('computes the patch anew when someone else was faster', async () => {
      apiServer.put(path, { ...ref, spec: { size: 1 } });
      let races = 0;
      apiServer.intercept = ({ method }) => {
        if (method === 'PATCH' && races < 2) {
          races += 1;
          const live = apiServer.object(path) as JsonObject;
          apiServer.put(path, { ...live, spec: { size: 1, theirs: races } });
        }
        return false;
      };
      const result = await service.configure(manifest({ size: 2 }), caller);
      expect(result.operation).toBe('updated');
      expect(apiServer.object(path)?.spec).toEqual({ size: 2 });
    });

    it('tells who lost three times in a row', async () => {
      apiServer.put(path, { ...ref, spec: { size: 1 } });
      apiServer.intercept = ({ method }) => {
        if (method === 'PATCH') {
          apiServer.put(path, apiServer.object(path) as JsonObject);
        }
        return false;
      };
      const error = await refusal(
        service.configure(manifest({ size: 2 }), caller),
      );
      expect(error.code).toBe('conflict');
      expect(methods().filter(method => method === 'PATCH')).toHaveLength(3);
    });

    it('updates what another created in between', async () => {
      apiServer.intercept = ({ method }) => {
        if (method === 'POST') {
          apiServer.put(path, { ...ref, spec: { size: 9 } });
        }
        return false;
      };
      const result = await service.configure(manifest({ size: 1 }), caller);
      expect(result.operation).toBe('updated');
      expect(methods()).toEqual(['GET', 'POST', 'GET', 'PATCH']);
      expect(apiServer.object(path)?.spec).toEqual({ size: 1 });
    });

    it.each<[string, JsonObject]>([
      ['resourceVersion', { resourceVersion: '77' }],
      ['uid', { uid: 'another' }],
    ])('S33: a %s that does not fit is a conflict', async (_, metadata) => {
      const text = manifest({ size: 2 }, metadata);
      const absent = await refusal(service.configure(text, caller));
      expect(absent.code).toBe('conflict');
      apiServer.put(path, { ...ref, spec: { size: 1 } });
      const other = await refusal(service.configure(text, caller));
      expect(other.code).toBe('conflict');
      expect(methods()).toEqual(['GET', 'GET']);
    });

    it('S33: a race is not repeated for a caller who insists on a version', async () => {
      const live = apiServer.put(path, { ...ref, spec: { size: 1 } });
      const { resourceVersion } = live.metadata as JsonObject;
      apiServer.intercept = ({ method }) => {
        if (method === 'PATCH') {
          apiServer.put(path, live);
        }
        return false;
      };
      const error = await refusal(
        service.configure(manifest({ size: 2 }, { resourceVersion }), caller),
      );
      expect(error.code).toBe('conflict');
      expect(methods()).toEqual(['GET', 'PATCH']);
    });

    it('writes nothing to what is being deleted', async () => {
      apiServer.put(path, {
        ...ref,
        metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
        spec: { size: 1 },
      });
      const error = await refusal(
        service.configure(manifest({ size: 2 }), caller),
      );
      expect(error.code).toBe('conflict');
      expect(error.message).toMatch(/is being deleted/);
      expect(methods()).toEqual(['GET']);
    });
  });

  it('B9: gets an object as it is', async () => {
    const live = apiServer.put(path, { ...ref, spec: { size: 1 } });
    await expect(service.get(ref, caller)).resolves.toEqual(live);
  });

  it('B10: deletes as kubectl does', async () => {
    apiServer.put(path, { ...ref, spec: {} });
    await expect(service.delete(ref, caller)).resolves.toMatchObject({
      kind: 'Status',
      status: 'Success',
    });
    expect(apiServer.requests.at(-1)?.body).toMatchObject({
      propagationPolicy: 'Background',
    });
    expect((await refusal(service.delete(ref, caller))).code).toBe('not-found');
  });

  it('S2: every request carries the token of the person who made the call', async () => {
    await service.configure(manifest({ size: 1 }), caller);
    await service.get(ref, caller);
    await service.delete(ref, caller);
    expect(
      new Set(apiServer.requests.map(request => request.authorization)),
    ).toEqual(new Set([`Bearer ${tok}`]));
  });

  it.each([
    ['v1', 'Secret'],
    ['v1', 'Pod'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ])(
    'S20: %s %s is refused before anything is sent',
    async (apiVersion, kind) => {
      const target = { apiVersion, kind, name: 'a' };
      const text = JSON.stringify({
        apiVersion,
        kind,
        metadata: { name: 'a' },
      });
      for (const call of [
        service.get(target, caller),
        service.delete(target, caller),
        service.configure(text, caller),
      ]) {
        expect((await refusal(call)).code).toBe('kind-not-allowed');
      }
      expect(apiServer.requests).toEqual([]);
    },
  );

  it.each([
    { ...ref, name: '../../secrets/a' },
    { ...ref, name: '..' },
    { ...ref, name: 'a%2fb' },
    { ...ref, namespace: '..' },
    { ...ref, kind: 'databases/status' },
    { ...ref, apiVersion: '../api/v1' },
    { ...ref, apiVersion: 'v1/..' },
  ])('S21: %j is refused before anything is sent', async target => {
    expect((await refusal(service.get(target, caller))).code).toBe(
      'invalid-input',
    );
    expect(apiServer.requests).toEqual([]);
  });
});
