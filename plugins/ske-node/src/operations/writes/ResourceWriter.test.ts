import type { JsonObject } from '@backstage/types';
import {
  manifest,
  rbacRefusal,
  ref,
  status,
  TestOperations,
} from '../__testUtils__/TestOperations';

describe('ResourceWriter', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  describe('creates', () => {
    it('B5: creates with two requests: a dry run and the write', async () => {
      const result = await operations.configure(
        manifest({ size: 1 }, { labels: { team: 'a' } }),
      );
      expect(result).toEqual({
        resourceId: 'uid-of-orders',
        uid: 'uid-of-orders',
        operation: 'created',
        dryRun: false,
        ...ref,
        changes: [
          { field: 'metadata.labels.team', change: 'added', after: '"a"' },
          { field: 'spec.size', change: 'added', after: '1' },
        ],
        kubectl: expect.stringMatching(
          /^printf '%s' '\{"apiVersion":.*"spec":\{"size":1\}\}' \| kubectl create --field-manager kratix-portal --filename -$/,
        ),
        entityRef: 'component:default/orders-database',
        notices: [],
      });
      expect(operations.sent()).toEqual(['POST dry', 'POST']);
      const [dry, write] = operations.recorded().slice(-2);
      expect(write.body).toEqual({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: {
          name: 'orders',
          namespace: 'team-a',
          labels: { team: 'a' },
          annotations: {
            'kratix-portal.io/requested-by': 'user:default/jane (test-user)',
          },
        },
        spec: { size: 1 },
      });
      expect(dry.body).toEqual(write.body);
      expect(write.path).toMatch(/\?fieldManager=kratix-portal&/);
    });

    it('uses the namespace default, and no namespace for a cluster-scoped kind', async () => {
      const text = (kind: string) =>
        `{apiVersion: demo.example.com/v1, kind: ${kind}, metadata: {name: a}}`;
      await operations.configure(text('Database'));
      const region = await operations.configure(text('Region'));
      expect(region.namespace).toBeUndefined();
      expect(region.kubectl).not.toContain('--namespace');
      const paths = operations
        .recorded()
        .filter(({ method }) => method === 'POST')
        .map(request => request.path.split('?')[0]);
      expect([...new Set(paths)]).toEqual([
        '/apis/demo.example.com/v1/namespaces/default/databases',
        '/apis/demo.example.com/v1/regions',
      ]);
    });

    it('S33: rejects a namespace for a cluster-scoped kind', async () => {
      const text =
        '{apiVersion: demo.example.com/v1, kind: Region, metadata: {name: a, namespace: b}}';
      const error = await operations.refusal(operations.configure(text));
      expect(error.status).toBe(400);
      expect(error.message).toMatch(/namespace is given, but Region/);
      expect(operations.sent()).toEqual([]);
    });

    it('changes nothing and returns the same object when a task retries a successful create', async () => {
      const first = await operations.configure(manifest({ size: 1 }));
      const again = await operations.configure(manifest({ size: 1 }));
      expect(again).toMatchObject({
        operation: 'unchanged',
        uid: first.uid,
        resourceId: first.uid,
        changes: [],
      });
      expect(again.kubectl).toBe(
        'kubectl get databases.v1.demo.example.com orders --namespace team-a --output yaml',
      );
    });

    it('throws the cluster’s rejection before anything is written', async () => {
      operations.respond(
        ['POST dry'],
        422,
        status('Invalid', 'Database "orders" is invalid', {
          causes: [
            {
              field: 'spec.size',
              reason: 'FieldValueInvalid',
              message: 'must be 3 at most',
            },
          ],
        }),
      );
      const error = await operations.refusal(
        operations.configure(manifest({ size: 9 })),
      );
      expect(error.code).toBe('invalid');
      expect(error.causes).toEqual([
        {
          field: 'spec.size',
          reason: 'FieldValueInvalid',
          message: 'spec.size: must be 3 at most.',
        },
      ]);
      // The writer reads the object, because an update may be allowed. The object does not exist.
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
      expect(operations.live()).toBeUndefined();
    });

    it.each<[string, number, JsonObject, string]>([
      [
        'a missing namespace',
        404,
        status('NotFound', 'namespaces "team-a" not found', {
          kind: 'namespaces',
          name: 'team-a',
        }),
        'not-found',
      ],
      [
        'a rejected token',
        401,
        status('Unauthorized', 'no'),
        'identity-rejected',
      ],
      [
        'a cluster that fails',
        500,
        status('InternalError', 'x'),
        'cluster-error',
      ],
    ])(
      'stops after the first request for %s',
      async (_, code, body, expected) => {
        operations.respond(['POST dry'], code, body);
        const error = await operations.refusal(
          operations.configure(manifest({})),
        );
        expect(error.code).toBe(expected);
        expect(operations.sent()).toEqual(['POST dry']);
      },
    );

    it('retries the dry run on a busy API server, but never the write', async () => {
      let busy = 2;
      operations.intercept(({ method }, response) => {
        if (method !== 'POST' || busy === 0) {
          return false;
        }
        busy -= 1;
        response.writeHead(429, { 'retry-after': '0' });
        response.end(JSON.stringify(status('TooManyRequests', 'later')));
        return true;
      });
      await operations.configure(manifest({ size: 1 }));
      expect(operations.sent()).toEqual([
        'POST dry',
        'POST dry',
        'POST dry',
        'POST',
      ]);
      operations.respond(['POST'], 429, status('TooManyRequests', 'later'));
      const other = manifest({}, { name: 'other' });
      const error = await operations.refusal(operations.configure(other));
      expect(error.code).toBe('too-many-requests');
      expect(operations.sent().filter(label => label === 'POST')).toHaveLength(
        2,
      );
    });
  });

  describe('when the caller may not create', () => {
    beforeEach(() =>
      operations.respond(['POST dry', 'POST'], 403, rbacRefusal('create')),
    );

    it('updates an existing object', async () => {
      operations.put({ size: 1 });
      const result = await operations.configure(manifest({ size: 2 }));
      expect(result.operation).toBe('updated');
      expect(operations.sent()).toEqual([
        'POST dry',
        'GET',
        'PATCH dry',
        'PATCH',
      ]);
    });

    it('throws the refusal of the create when the object does not exist', async () => {
      const error = await operations.refusal(
        operations.configure(manifest({})),
      );
      expect(error.code).toBe('forbidden');
      expect(error.message).toMatch(/^jane may not create Database/);
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
    });

    it('does not read the object with onExisting: fail', async () => {
      operations.put({ size: 1 });
      const error = await operations.refusal(
        operations.configure(manifest({}), { onExisting: 'fail' }),
      );
      expect(error.message).toMatch(/^jane may not create Database/);
      expect(operations.sent()).toEqual(['POST dry']);
    });
  });

  it('throws the refusal of the create with both hints when the caller may neither create nor read', async () => {
    operations.intercept(({ method }, response) => {
      response.writeHead(403);
      response.end(
        JSON.stringify(rbacRefusal(method === 'POST' ? 'create' : 'get')),
      );
      return true;
    });
    const error = await operations.refusal(operations.configure(manifest({})));
    expect(error.message).toMatch(/^jane may not create Database/);
    expect(error.hint).toMatch(/the verb "create".*"get" and "patch"/);
    expect(operations.sent()).toEqual(['POST dry', 'GET']);
  });

  it.each([
    [
      'an exhausted quota',
      403,
      status(
        'Forbidden',
        'exceeded quota: q, requested: 1, used: 1, limited: 1',
      ),
    ],
    [
      'a policy that applies to creates',
      400,
      status(
        'BadRequest',
        'admission webhook "p.example.com" denied the request: no new ones',
      ),
    ],
    [
      'a field that a new object requires',
      422,
      status('Invalid', 'spec: Required value'),
    ],
  ])('updates an existing object despite %s', async (_, code, body) => {
    operations.put({ size: 1 });
    operations.respond(['POST dry'], code, body);
    const result = await operations.configure(manifest({ size: 2 }));
    expect(result.operation).toBe('updated');
    expect(operations.live()?.spec).toEqual({ size: 2 });
  });

  describe('onExisting: fail', () => {
    it('creates', async () => {
      const result = await operations.configure(manifest({ size: 1 }), {
        onExisting: 'fail',
      });
      expect(result.operation).toBe('created');
      expect(operations.sent()).toEqual(['POST dry', 'POST']);
    });

    it.each([
      ['', {}],
      [', even with its resourceVersion', { resourceVersion: '1' }],
    ])('S34: does not update an existing object%s', async (_, metadata) => {
      operations.put({ size: 1 });
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 }, metadata), {
          onExisting: 'fail',
        }),
      );
      expect(error.code).toBe('already-exists');
      expect(error.hint).toMatch(/Choose another name/);
      expect(operations.live()?.spec).toEqual({ size: 1 });
    });
  });
});
