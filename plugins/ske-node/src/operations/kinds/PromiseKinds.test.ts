import type { JsonObject } from '@backstage/types';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  caller,
  manifest,
  rbacRefusal,
  ref,
  TestOperations,
} from '../__testUtils__/TestOperations';

const DEFINITION =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/databases.demo.example.com';
const PROMISES = '/apis/platform.kratix.io/v1alpha1/promises';

const promised = { metadata: { labels: { 'kratix.io/promise-name': 'db' } } };

describe('S20: ske.kubernetes.kinds: promises', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start({ kinds: 'promises' });
  });
  afterEach(() => operations.stop());

  function asked(): string[] {
    return operations.apiServer.requests
      .map(request => request.path.split('?')[0])
      .filter(path => path === DEFINITION || path === PROMISES);
  }

  /** The resources that the caller may not read. */
  function forbid(...paths: string[]) {
    operations.apiServer.intercept = ({ path }, response) => {
      if (!paths.includes(path.split('?')[0])) {
        return false;
      }
      response.writeHead(403);
      response.end(JSON.stringify(rbacRefusal('get')));
      return true;
    };
  }

  function putPromises(...statuses: JsonObject[]) {
    operations.apiServer.put(PROMISES, {
      metadata: {},
      items: statuses.map(status => ({ kind: 'Promise', status })),
    });
  }

  /** The results of every operation on an object, and the requests that the operations sent. */
  async function tryAll(target: typeof ref = ref) {
    const { service } = operations;
    const { apiVersion, kind, namespace, name } = target;
    const text = JSON.stringify({
      apiVersion,
      kind,
      metadata: { name, namespace },
    });
    const errors: SkeError[] = [];
    for (const call of [
      () => service.getText(target, caller),
      () => service.delete(target, caller),
      () => service.configure(text, caller),
      () => service.configure(text, caller, { dryRun: true }),
    ]) {
      errors.push(await operations.refusal(call()));
    }
    return {
      codes: [...new Set(errors.map(({ code }) => code))],
      message: errors[0].message,
      hint: errors[0].hint,
      reached: operations.apiServer.requests.filter(
        request =>
          request.path.includes(`/${kind.toLowerCase()}s`) &&
          request.path !== DEFINITION,
      ),
    };
  }

  const refused = {
    codes: ['kind-not-allowed'],
    message: expect.stringMatching(
      /only to Promises and to the kinds that they define/,
    ),
    hint: expect.any(String),
    reached: [],
  };

  it('rejects a kind that no Promise defines, in every operation, before the object is read', async () => {
    operations.apiServer.put(DEFINITION, { metadata: { labels: { a: 'b' } } });
    expect(await tryAll()).toEqual(refused);
  });

  it.each([
    ['no labels', {}],
    ['an empty label', { labels: { 'kratix.io/promise-name': '' } }],
    ['labels that are not a mapping', { labels: 'kratix.io/promise-name' }],
    [
      'an annotation with the name of the label',
      { annotations: { 'kratix.io/promise-name': 'db' } },
    ],
  ])('rejects a kind whose definition has %s', async (_, metadata) => {
    operations.apiServer.put(DEFINITION, { metadata });
    expect(await tryAll()).toEqual(refused);
    expect(asked()).not.toContain(PROMISES);
  });

  it('rejects a kind that has no definition', async () => {
    expect(await tryAll()).toEqual(refused);
  });

  it('rejects the kinds of Kubernetes without a call to the cluster', async () => {
    const target = { ...ref, apiVersion: 'v1', kind: 'ConfigMap' };
    expect(await tryAll(target)).toEqual(refused);
    expect(asked()).toEqual([]);
  });

  it('rejects a caller who may read neither definitions nor Promises, and names the missing role', async () => {
    operations.apiServer.put(DEFINITION, promised);
    forbid(DEFINITION, PROMISES);
    const outcome = await tryAll();
    expect(outcome).toEqual(refused);
    expect(outcome.hint).toMatch(
      /"get" on customresourcedefinitions.*"list" on promises/,
    );
  });

  it('reports an error of the cluster, and does not reject the kind because of it', async () => {
    operations.apiServer.intercept = ({ path }, response) => {
      if (path !== DEFINITION) {
        return false;
      }
      response.writeHead(500);
      response.end('{"kind":"Status"}');
      return true;
    };
    const error = await operations.refusal(operations.configure(manifest({})));
    expect(error.code).toBe('cluster-error');
  });

  it('allows a kind whose definition has the label of Kratix, and caches that', async () => {
    operations.apiServer.put(DEFINITION, promised);
    const created = await operations.configure(manifest({ size: 1 }));
    expect(created.operation).toBe('created');
    await operations.service.getText(ref, caller);
    await operations.service.delete(ref, caller);
    expect(asked()).toEqual([DEFINITION]);
  });

  it('allows the kind in the status of a Promise when the caller may not read definitions', async () => {
    forbid(DEFINITION);
    putPromises(
      { apiVersion: 'other.example.com/v1', kind: 'Database' },
      { apiVersion: 'demo.example.com/v1alpha1', kind: 'Database' },
    );
    await expect(operations.configure(manifest({}))).resolves.toMatchObject({
      operation: 'created',
    });
    expect(asked()).toEqual([DEFINITION, PROMISES]);
  });

  it.each<[string, JsonObject]>([
    [
      'another group',
      { apiVersion: 'evil.demo.example.com/v1', kind: 'Database' },
    ],
    ['another kind', { apiVersion: 'demo.example.com/v1', kind: 'Databases' }],
    ['nothing yet', {}],
    [
      'something else',
      { apiVersion: ['demo.example.com/v1'], kind: 'Database' },
    ],
  ])(
    'rejects a kind when the status of the Promises names %s',
    async (_, status) => {
      forbid(DEFINITION);
      putPromises(status);
      expect(await tryAll()).toEqual(refused);
    },
  );

  it('ignores the kind in the spec of a Promise that Kratix has not installed', async () => {
    forbid(DEFINITION);
    operations.apiServer.put(PROMISES, {
      metadata: {},
      items: [
        {
          kind: 'Promise',
          spec: {
            api: {
              kind: 'CustomResourceDefinition',
              spec: { group: 'demo.example.com', names: { kind: 'Database' } },
            },
          },
        },
      ],
    });
    expect(await tryAll()).toEqual(refused);
  });
});

describe('S20: without ske.kubernetes.kinds', () => {
  it('allows all kinds except those that are always refused, if each user has their own identity', async () => {
    const operations = await TestOperations.start();
    const result = await operations.configure(manifest({ size: 1 }));
    expect(result.operation).toBe('created');
    await operations.stop();
  });

  it('allows only Promises and their kinds for a shared identity', async () => {
    const operations = await TestOperations.start({
      identity: {
        mode: 'service',
        source: 'a test',
        credentials: { authorization: async () => 'Bearer service' },
      },
    });
    const error = await operations.refusal(operations.configure(manifest({})));
    expect(error.code).toBe('kind-not-allowed');
    operations.apiServer.put(DEFINITION, promised);
    await expect(operations.configure(manifest({}))).resolves.toMatchObject({
      operation: 'created',
    });
    await operations.stop();
  });
});
