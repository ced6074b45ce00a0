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

  /** The calling identity may not read these. */
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

  /** How every call for an object ends, and what was asked of it on the way. */
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

  it('refuses a kind that no Promise defines, on every call, before the object is reached', async () => {
    operations.apiServer.put(DEFINITION, { metadata: { labels: { a: 'b' } } });
    expect(await tryAll()).toEqual(refused);
  });

  it.each([
    ['no labels', {}],
    ['an empty label', { labels: { 'kratix.io/promise-name': '' } }],
    ['labels that are none', { labels: 'kratix.io/promise-name' }],
    [
      'an annotation of that name',
      { annotations: { 'kratix.io/promise-name': 'db' } },
    ],
  ])('refuses one whose definition has %s', async (_, metadata) => {
    operations.apiServer.put(DEFINITION, { metadata });
    expect(await tryAll()).toEqual(refused);
    expect(asked()).not.toContain(PROMISES);
  });

  it('refuses one that has no definition', async () => {
    expect(await tryAll()).toEqual(refused);
  });

  it('refuses the kinds of Kubernetes without a question', async () => {
    const target = { ...ref, apiVersion: 'v1', kind: 'ConfigMap' };
    expect(await tryAll(target)).toEqual(refused);
    expect(asked()).toEqual([]);
  });

  it('refuses who may read neither definitions nor Promises, and says what is missing', async () => {
    operations.apiServer.put(DEFINITION, promised);
    forbid(DEFINITION, PROMISES);
    const outcome = await tryAll();
    expect(outcome).toEqual(refused);
    expect(outcome.hint).toMatch(
      /"get" on customresourcedefinitions.*"list" on promises/,
    );
  });

  it('a cluster that fails is not taken for a no', async () => {
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

  it('allows a kind whose definition Kratix has labelled, and asks once in a while', async () => {
    operations.apiServer.put(DEFINITION, promised);
    const created = await operations.configure(manifest({ size: 1 }));
    expect(created.operation).toBe('created');
    await operations.service.getText(ref, caller);
    await operations.service.delete(ref, caller);
    expect(asked()).toEqual([DEFINITION]);
  });

  it('allows who may not read definitions what a Promise says that it installed', async () => {
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
  ])('refuses where Promises say that they installed %s', async (_, status) => {
    forbid(DEFINITION);
    putPromises(status);
    expect(await tryAll()).toEqual(refused);
  });

  it('what a Promise only asks for, and Kratix did not install, does not count', async () => {
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
  it('each user reaches all kinds that are not refused', async () => {
    const operations = await TestOperations.start();
    const result = await operations.configure(manifest({ size: 1 }));
    expect(result.operation).toBe('created');
    await operations.stop();
  });

  it('a shared identity reaches Promises and their kinds only', async () => {
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
