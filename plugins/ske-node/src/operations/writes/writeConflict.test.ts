import type { JsonObject } from '@backstage/types';
import {
  managedBy,
  manifest,
  status,
  TestOperations,
} from '../__testUtils__/TestOperations';

const gone = {
  ...status('NotFound', 'not found'),
  details: { name: 'orders' },
};

describe('concurrent writes', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  describe('races', () => {
    it.each(['PATCH dry', 'PATCH'])(
      'computes the patch again if another writer changes the object before the %s',
      async label => {
        operations.put({ size: 1 });
        operations.before(label, count => {
          if (count < 3) {
            operations.put({ size: 1, theirs: count });
          }
        });
        const result = await operations.configure(manifest({ size: 2 }));
        expect(result.operation).toBe('updated');
        expect(operations.live()?.spec).toEqual({ size: 2 });
      },
    );

    it('throws after three conflicts with other writers', async () => {
      operations.put({ size: 1 });
      operations.before('PATCH', count =>
        operations.put({ size: 1, theirs: count }),
      );
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 })),
      );
      expect(error.code).toBe('conflict');
      expect(operations.sent().filter(label => label === 'PATCH')).toHaveLength(
        3,
      );
      expect(operations.live()?.spec).toEqual({ size: 1, theirs: 3 });
    });

    it.each(['POST dry', 'POST'])(
      'updates an object that was created before the %s',
      async label => {
        operations.before(label, () => operations.put({ size: 9 }));
        const result = await operations.configure(manifest({ size: 1 }));
        expect(result.operation).toBe('updated');
        expect(operations.live()?.spec).toEqual({ size: 1 });
      },
    );

    it('does not change an object that another client creates in the meantime, with onExisting: fail', async () => {
      operations.before('POST', () => operations.put({ size: 9 }));
      const error = await operations.refusal(
        operations.configure(manifest({ size: 1 }), { onExisting: 'fail' }),
      );
      expect(error.code).toBe('already-exists');
      expect(operations.live()?.spec).toEqual({ size: 9 });
    });

    it('creates the object if it is deleted between the rejected create and the read', async () => {
      operations.intercept(({ method }, response) => {
        const isFirst = operations.sent().length === 1;
        if (method !== 'POST' || !isFirst) {
          return false;
        }
        response.writeHead(409);
        response.end(JSON.stringify(status('AlreadyExists', 'exists')));
        return true;
      });
      const result = await operations.configure(manifest({ size: 1 }));
      expect(result.operation).toBe('created');
      expect(operations.sent()).toEqual([
        'POST dry',
        'GET',
        'POST dry',
        'POST',
      ]);
    });

    it('creates the object if it is deleted between the read and the patch', async () => {
      operations.put({ size: 1 });
      let isGone = false;
      operations.intercept(({ method }, response) => {
        if (method === 'PATCH') {
          isGone = true;
        }
        if (!isGone) {
          return false;
        }
        const isCreate = method === 'POST';
        response.writeHead(isCreate ? 201 : 404);
        response.end(
          JSON.stringify(isCreate ? { metadata: { uid: 'new' } } : gone),
        );
        return true;
      });
      const result = await operations.configure(manifest({ size: 2 }));
      expect(result).toMatchObject({ operation: 'created', uid: 'new' });
      expect(operations.sent()).toEqual([
        'POST dry',
        'GET',
        'PATCH dry',
        'POST dry',
        'POST',
      ]);
    });

    it('throws after three attempts when the object is created and deleted each time', async () => {
      operations.respond(['POST dry'], 409, status('AlreadyExists', 'exists'));
      const error = await operations.refusal(
        operations.configure(manifest({})),
      );
      expect(error.code).toBe('already-exists');
      expect(operations.sent()).toHaveLength(6);
    });
  });

  describe('with preconditions', () => {
    it.each<[string, JsonObject]>([
      ['resourceVersion', { resourceVersion: '77' }],
      ['uid', { uid: 'another' }],
    ])(
      'S33: throws a conflict for another %s, and never creates',
      async (_, metadata) => {
        const text = manifest({ size: 2 }, metadata);
        const absent = await operations.refusal(operations.configure(text));
        expect(absent.code).toBe('conflict');
        expect(absent.message).toMatch(/does not exist any more/);
        operations.put({ size: 1 });
        const other = await operations.refusal(operations.configure(text));
        expect(other.code).toBe('conflict');
        expect(operations.sent()).not.toContain('POST');
        expect(operations.sent()).not.toContain('PATCH');
      },
    );

    it('S33: writes when the preconditions hold', async () => {
      operations.put({ size: 1 });
      const text = manifest(
        { size: 2 },
        { resourceVersion: '1', uid: 'uid-of-orders' },
      );
      expect((await operations.configure(text)).operation).toBe('updated');
      expect(operations.sent()).toEqual(['GET', 'PATCH dry', 'PATCH']);
    });

    it('S34: throws a conflict that lists the other writer’s changes, and does not retry', async () => {
      operations.put({ size: 1 });
      operations.before('PATCH', () => operations.put({ size: 7 }));
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 }, { resourceVersion: '1' })),
      );
      expect(error.code).toBe('conflict');
      expect(error.causes).toContainEqual(
        expect.objectContaining({
          field: 'spec.size',
          live: '7',
          submitted: '2',
        }),
      );
      // The last two requests read the current object, and the object at resourceVersion 1.
      expect(operations.sent()).toEqual([
        'GET',
        'PATCH dry',
        'PATCH',
        'GET',
        'GET',
      ]);
      expect(operations.live()?.spec).toEqual({ size: 7 });
    });

    it('S34: lists only the fields that other writers changed if the cluster still has the object at the resourceVersion of the form', async () => {
      const spec = { size: 1, note: 'mine', old: 'x', password: 'a' };
      const base = operations.put(spec, { status: { phase: 'Pending' } });
      operations.put(
        { size: 1, note: 'theirs', added: true, password: 'b' },
        {
          metadata: {
            labels: { 'kratix.io/promise-name': 'db' },
            managedFields: [
              {
                manager: 'theirs',
                operation: 'Apply',
                time: '2026-11-24T10:00:00Z',
                fieldsV1: { 'f:spec': { 'f:note': {}, 'f:added': {} } },
              },
            ],
          },
          status: { phase: 'Ready' },
        },
      );
      operations.intercept(({ path: target }, response) => {
        const url = new URL(target, 'http://localhost');
        if (url.searchParams.get('resourceVersionMatch') !== 'Exact') {
          return false;
        }
        expect(Object.fromEntries(url.searchParams)).toEqual({
          fieldSelector: 'metadata.name=orders',
          resourceVersion: '1',
          resourceVersionMatch: 'Exact',
          limit: '1',
        });
        response.end(JSON.stringify({ metadata: {}, items: [base] }));
        return true;
      });
      const error = await operations.refusal(
        operations.configure(
          manifest({ ...spec, size: 2 }, { resourceVersion: '1' }),
        ),
      );
      expect(error.causes?.slice(1)).toEqual([
        {
          field: 'spec.note',
          reason: 'FieldChanged',
          message:
            'spec.note was "mine" when the manifest was made, and is "theirs" now; it was written by theirs (Apply) at 2026-11-24T10:00:00Z.',
          base: '"mine"',
          live: '"theirs"',
          submitted: '"mine"',
          managers: [
            {
              name: 'theirs',
              operation: 'Apply',
              time: '2026-11-24T10:00:00Z',
            },
          ],
        },
        expect.objectContaining({
          field: 'spec.old',
          message: 'spec.old was removed ("x") since the manifest was made.',
        }),
        {
          field: 'spec.password',
          reason: 'FieldChanged',
          message: 'spec.password was changed since the manifest was made.',
        },
        expect.objectContaining({ field: 'spec.added', live: 'true' }),
        expect.objectContaining({
          field: 'metadata.labels[kratix.io/promise-name]',
          message:
            'metadata.labels[kratix.io/promise-name] was added ("db") since the manifest was made.',
        }),
      ]);
    });

    it('S34: does not quote a submitted value that only the manifest names as a secret', async () => {
      const setting = (name: string, value: string) => ({
        setting: { name, value },
      });
      const base = operations.put(setting('LEVEL', 'low'));
      operations.put(setting('LEVEL', 'high'));
      operations.intercept(({ path: target }, response) => {
        const isOld = target.includes('resourceVersionMatch=Exact');
        if (isOld) {
          response.end(JSON.stringify({ metadata: {}, items: [base] }));
        }
        return isOld;
      });
      const error = await operations.refusal(
        operations.configure(
          manifest(setting('DB_PASSWORD', 'hunter2'), {
            resourceVersion: '1',
          }),
        ),
      );
      expect(error.code).toBe('conflict');
      expect(error.causes).toContainEqual(
        expect.objectContaining({ field: 'spec.setting.value' }),
      );
      expect(JSON.stringify(error.causes)).not.toContain('hunter2');
    });

    it('S34: keeps a label that another client changes during a second attempt', async () => {
      const withLabel = (team: string, attempt: number) =>
        operations.put(
          { size: 1 },
          { metadata: { labels: { team } }, status: { attempt } },
        );
      const base = withLabel('a', 0);
      let writes = 0;
      operations.intercept(({ method, path: target }, response) => {
        if (target.includes('resourceVersionMatch=Exact')) {
          response.end(JSON.stringify({ metadata: {}, items: [base] }));
          return true;
        }
        if (method === 'PATCH' && !target.includes('dryRun')) {
          writes += 1;
          withLabel(writes === 1 ? 'a' : 'theirs', writes);
        }
        return false;
      });
      const error = await operations.refusal(
        operations.configure(
          manifest(
            { size: 1 },
            { resourceVersion: '1', labels: { team: 'mine' } },
          ),
        ),
      );
      expect(error.code).toBe('conflict');
      expect(writes).toBe(2);
      expect(operations.live()?.metadata).toMatchObject({
        labels: { team: 'theirs' },
      });
    });

    it.each(['1 or more', '-1', '1&limit=9', 'x'.repeat(300)])(
      'throws a conflict for the resourceVersion %j and does not send it in a query',
      async resourceVersion => {
        operations.put({ size: 1 });
        const error = await operations.refusal(
          operations.configure(manifest({ size: 2 }, { resourceVersion })),
        );
        expect(error.code).toBe('conflict');
        expect(operations.sent()).toEqual(['GET']);
      },
    );

    it('changes nothing when a task retries a successful update', async () => {
      operations.put({ size: 1 });
      const text = manifest({ size: 2 }, { resourceVersion: '1' });
      expect((await operations.configure(text)).operation).toBe('updated');
      expect((await operations.configure(text)).operation).toBe('unchanged');
    });

    it('S34: overwrites with the resourceVersion that the conflict names', async () => {
      operations.put({ size: 1 });
      operations.put({ size: 7 });
      const stale = manifest({ size: 2 }, { resourceVersion: '1' });
      const error = await operations.refusal(operations.configure(stale));
      const [{ live: resourceVersion }] = error.causes ?? [];
      const confirmed = manifest(
        { size: 2 },
        { resourceVersion: JSON.parse(String(resourceVersion)) },
      );
      expect((await operations.configure(confirmed)).operation).toBe('updated');
      expect(operations.live()?.spec).toEqual({ size: 2 });
    });
  });

  describe('based on an object that the caller has seen', () => {
    const seen = { uid: 'uid-of-orders', resourceVersion: '1' };
    const ofCrossplane = (spec: JsonObject) => ({
      metadata: { managedFields: [managedBy('crossplane', { spec })] },
    });
    const configure = (basedOn = seen) =>
      operations.configure(manifest({ size: 2 }), { basedOn });
    /** Answers with the object as it was when the caller saw it. */
    const keep = (base: JsonObject) =>
      operations.intercept(({ path: target }, response) => {
        const isOld = target.includes('resourceVersionMatch=Exact');
        if (isOld) {
          response.end(JSON.stringify({ metadata: {}, items: [base] }));
        }
        return isOld;
      });

    it('S33: writes, and keeps the fields that others wrote', async () => {
      const spec = { theirs: 'x' };
      operations.put({ size: 1, ...spec }, ofCrossplane(spec));
      expect((await configure()).operation).toBe('updated');
      expect(operations.live()?.spec).toEqual({ size: 2, theirs: 'x' });
      expect(operations.sent()).toEqual(['GET', 'PATCH dry', 'PATCH']);
    });

    it.each([
      ['has another uid', { ...seen, uid: 'another' }],
      ['has changed', { ...seen, resourceVersion: '77' }],
    ])('S33: is a conflict if the object %s', async (_, basedOn) => {
      operations.put({ size: 1 });
      const error = await operations.refusal(configure(basedOn));
      expect(error.code).toBe('conflict');
      expect(operations.live()?.spec).toEqual({ size: 1 });
    });

    it('S33: never creates the object', async () => {
      const error = await operations.refusal(configure());
      expect(error.message).toMatch(/does not exist any more/);
      expect(operations.sent()).toEqual(['GET']);
    });

    it('accepts a change of the status only', async () => {
      keep(operations.put({ size: 1 }));
      operations.put({ size: 1 }, { status: { ready: true } });
      expect((await configure()).operation).toBe('updated');
    });

    it.each(['PATCH dry', 'PATCH'])(
      'S33: is a conflict if another writer changes the object before the %s',
      async label => {
        const base = operations.put({ size: 1 });
        operations.intercept(({ method, path: target }, response) => {
          if (target.includes('resourceVersionMatch=Exact')) {
            response.end(JSON.stringify({ metadata: {}, items: [base] }));
            return true;
          }
          const isDry = target.includes('dryRun');
          if (method === 'PATCH' && isDry === (label === 'PATCH dry')) {
            operations.put({ size: 7 });
          }
          return false;
        });
        const error = await operations.refusal(configure());
        expect(error.message).toMatch(/has changed since you looked at it/);
        expect(operations.live()?.spec).toEqual({ size: 7 });
      },
    );

    it('changes nothing when a successful update is sent again', async () => {
      operations.put({ size: 1 });
      expect((await configure()).operation).toBe('updated');
      expect((await configure()).operation).toBe('unchanged');
    });
  });
});
