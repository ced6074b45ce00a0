import type { JsonObject } from '@backstage/types';
import {
  managedBy,
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

  describe('updates', () => {
    it('S34: removes the fields that the user removed, and keeps the fields that Kratix wrote', async () => {
      const metadata = {
        name: 'orders',
        namespace: 'team-a',
        finalizers: ['kratix.io/work-cleanup'],
        labels: { 'kratix.io/promise-name': 'db' },
      };
      operations.put(
        { size: 1, backups: true },
        { metadata, status: { message: 'Ready' } },
      );
      const result = await operations.configure(manifest({ size: 2 }));
      expect(result).toMatchObject({
        operation: 'updated',
        changes: [
          { field: 'spec.size', change: 'changed', before: '1', after: '2' },
          { field: 'spec.backups', change: 'removed', before: 'true' },
        ],
        kubectl: `kubectl patch databases.v1.demo.example.com orders --namespace team-a --field-manager kratix-portal --type merge --patch '{"spec":{"size":2,"backups":null}}'`,
      });
      expect(operations.sent()).toEqual([
        'POST dry',
        'GET',
        'PATCH dry',
        'PATCH',
      ]);
      const [dry, write] = operations.recorded().slice(-2);
      expect(write).toMatchObject({
        contentType: 'application/merge-patch+json',
        body: {
          metadata: { uid: 'uid-of-orders', resourceVersion: '1' },
          spec: { size: 2, backups: null },
        },
      });
      expect(dry.body).toEqual(write.body);
      expect(operations.live()).toMatchObject({
        metadata,
        status: { message: 'Ready' },
      });
      expect(operations.live()?.spec).toEqual({ size: 2 });
    });

    it('keeps a field that another field manager wrote, and adds a notice', async () => {
      operations.put(
        { size: 1, old: true, resourceRef: { name: 'db-1' } },
        {
          metadata: {
            managedFields: [
              managedBy('kratix-portal', { spec: { size: 1, old: true } }),
              managedBy('crossplane', { spec: { resourceRef: { name: '' } } }),
            ],
          },
        },
      );
      const result = await operations.configure(manifest({ size: 2 }));
      expect(operations.live()?.spec).toEqual({
        size: 2,
        resourceRef: { name: 'db-1' },
      });
      expect(result.notices).toEqual([
        'Kept spec.resourceRef (crossplane): the manifest does not have these fields, and the portal did not write them. To remove them, submit the manifest with metadata.resourceVersion "1".',
      ]);
    });

    it('removes a field of another field manager when the manifest has metadata.resourceVersion', async () => {
      operations.put(
        { size: 1, resourceRef: { name: 'db-1' } },
        {
          metadata: {
            managedFields: [
              managedBy('kratix-portal', { spec: { size: 1 } }),
              managedBy('crossplane', { spec: { resourceRef: { name: '' } } }),
            ],
          },
        },
      );
      const text = manifest({ size: 1 }, { resourceVersion: '1' });
      const planned = await operations.configure(text, { dryRun: true });
      expect(planned.changes).toEqual([
        { field: 'spec.resourceRef', change: 'removed' },
      ]);
      await operations.configure(text);
      expect(operations.live()?.spec).toEqual({ size: 1 });
    });

    it('removes labels that the portal wrote, but no labels of Kratix or of other field managers', async () => {
      const labels = {
        mine: 'a',
        gone: 'b',
        theirs: 'c',
        'kratix.io/paused': 'true',
      };
      operations.put(
        { size: 1 },
        {
          metadata: {
            name: ref.name,
            labels,
            managedFields: [
              managedBy('kratix-portal', {
                metadata: {
                  labels: { mine: '', gone: '', 'kratix.io/paused': '' },
                },
              }),
              managedBy('kubectl-label', {
                metadata: { labels: { theirs: '' } },
              }),
            ],
          },
        },
      );
      await operations.configure(
        manifest({ size: 1 }, { labels: { mine: 'a' } }),
      );
      expect(operations.live()?.metadata).toMatchObject({
        labels: { mine: 'a', theirs: 'c', 'kratix.io/paused': 'true' },
      });
      expect(operations.live()?.metadata).not.toHaveProperty('labels.gone');
    });

    it('removes labels and annotations of all field managers except Kratix if the manifest has metadata.resourceVersion', async () => {
      operations.put(
        { size: 1 },
        {
          metadata: {
            name: ref.name,
            labels: { mine: 'a', theirs: 'c', 'kratix.io/paused': 'true' },
            annotations: {
              note: 'x',
              'kratix-portal.io/requested-by': 'user:default/jane',
            },
            managedFields: [
              managedBy('kubectl-label', {
                metadata: { labels: { theirs: '' }, annotations: { note: '' } },
              }),
            ],
          },
        },
      );
      const text = manifest(
        { size: 1 },
        { resourceVersion: '1', labels: { mine: 'a' } },
      );
      const planned = await operations.configure(text, { dryRun: true });
      expect(planned.changes.map(each => [each.field, each.change])).toEqual([
        ['metadata.labels.theirs', 'removed'],
        ['metadata.annotations.note', 'removed'],
      ]);
      expect(planned.notices).toEqual([
        'The annotation kratix-portal.io/requested-by was not written as submitted: the portal sets it when it creates an object.',
        'Kept metadata.labels[kratix.io/paused]: labels and annotations of Kratix are changed by actions, such as resume, and not by manifests.',
      ]);
      await operations.configure(text);
      expect(operations.live()?.metadata).toMatchObject({
        labels: { mine: 'a', 'kratix.io/paused': 'true' },
        annotations: { 'kratix-portal.io/requested-by': 'user:default/jane' },
      });
      expect(operations.live()?.metadata).not.toHaveProperty('labels.theirs');
      expect(operations.live()?.metadata).not.toHaveProperty(
        'annotations.note',
      );
    });

    it('rejects an old metadata.resourceVersion even if the update would only remove a label', async () => {
      operations.put(
        { size: 1 },
        {
          metadata: {
            name: ref.name,
            resourceVersion: '7',
            labels: { theirs: 'c' },
          },
        },
      );
      const error = await operations.refusal(
        operations.configure(manifest({ size: 1 }, { resourceVersion: '5' })),
      );
      expect(error.code).toBe('conflict');
      expect(error.causes?.map(({ field }) => field)).toEqual([
        'metadata.resourceVersion',
        'metadata.labels.theirs',
      ]);
      expect(operations.live()?.metadata).toMatchObject({
        labels: { theirs: 'c' },
      });
    });

    it('says which value a field has after the manifest has set it to null', async () => {
      operations.put({ size: 1, note: 'x', tier: 's' });
      operations.intercept(({ method, body }, response) => {
        if (method !== 'PATCH') {
          return false;
        }
        const { metadata } = body as JsonObject;
        response.writeHead(200);
        response.end(
          JSON.stringify({ ...ref, metadata, spec: { size: 1, tier: 'm' } }),
        );
        return true;
      });
      const { notices } = await operations.configure(
        manifest({ size: 1, note: null, tier: null }),
      );
      expect(notices).toEqual([
        'spec.note was submitted as null, and the object does not have this field now.',
        'spec.tier was submitted as null, and the cluster set it to "m".',
      ]);
    });

    it('writes nothing when nothing differs', async () => {
      operations.put({ size: 1 });
      const result = await operations.configure(manifest({ size: 1 }));
      expect(result.operation).toBe('unchanged');
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
    });

    it('keeps the spec if the manifest has no spec', async () => {
      operations.put({ size: 1 });
      const result = await operations.configure(manifest(undefined));
      expect(result.operation).toBe('unchanged');
    });

    it('writes nothing when the API server would restore a default', async () => {
      const object = operations.put({ size: 1, tier: 's' });
      operations.respond(['PATCH dry'], 200, object);
      const result = await operations.configure(manifest({ size: 1 }));
      expect(result.operation).toBe('unchanged');
      expect(operations.sent()).toEqual(['POST dry', 'GET', 'PATCH dry']);
    });

    it('returns the cluster’s warnings as notices, even when nothing is written', async () => {
      const object = operations.put({ size: 1 });
      operations.intercept(({ method }, response) => {
        if (method !== 'PATCH') {
          return false;
        }
        response.writeHead(200, {
          warning: '299 - "unknown field \\"spec.seize\\""',
        });
        response.end(JSON.stringify(object));
        return true;
      });
      const result = await operations.configure(
        manifest({ size: 1, seize: 2 }),
      );
      expect(result.operation).toBe('unchanged');
      expect(result.notices).toEqual(['unknown field "spec.seize"']);
    });

    it('throws the cluster’s rejection before anything is written', async () => {
      operations.put({ size: 1 });
      operations.respond(['PATCH dry'], 422, status('Invalid', 'too large'));
      const error = await operations.refusal(
        operations.configure(manifest({ size: 9 })),
      );
      expect(error.code).toBe('invalid');
      expect(operations.sent()).toEqual(['POST dry', 'GET', 'PATCH dry']);
      expect(operations.live()?.spec).toEqual({ size: 1 });
    });

    it('keeps a field whose removal the API server does not allow, and adds a notice', async () => {
      operations.put(
        { size: 1, selector: 'abc' },
        {
          metadata: {
            managedFields: [
              {
                manager: 'kratix-portal',
                operation: 'Update',
                fieldsV1: { 'f:spec': { 'f:size': {} } },
              },
            ],
          },
        },
      );
      operations.intercept(({ method, body }, response) => {
        const { spec } = (body ?? {}) as { spec?: JsonObject };
        if (method !== 'PATCH' || spec?.selector !== null) {
          return false;
        }
        response.writeHead(422);
        response.end(JSON.stringify(status('Invalid', 'field is immutable')));
        return true;
      });
      const result = await operations.configure(
        manifest({ size: 2 }, { resourceVersion: '1' }),
      );
      expect(result.operation).toBe('updated');
      expect(result.notices).toEqual([
        'The cluster keeps spec.selector, because it set this itself and does not allow its removal.',
      ]);
      expect(operations.live()?.spec).toEqual({ size: 2, selector: 'abc' });
    });

    it.each([
      ['that someone wrote', { 'f:spec': { 'f:size': {}, 'f:selector': {} } }],
      ['of an object without managed fields', undefined],
    ])(
      'throws if the API server does not allow the removal of a field %s',
      async (_, fieldsV1) => {
        operations.put(
          { size: 1, selector: 'abc' },
          {
            metadata: {
              managedFields: fieldsV1 ? [{ manager: 'a', fieldsV1 }] : [],
            },
          },
        );
        operations.respond(['PATCH dry'], 422, status('Invalid', 'immutable'));
        const error = await operations.refusal(
          operations.configure(manifest({ size: 2 }, { resourceVersion: '1' })),
        );
        expect(error.code).toBe('invalid');
        expect(operations.live()?.spec).toEqual({ size: 1, selector: 'abc' });
      },
    );

    it.each<[string, number, JsonObject, string]>([
      ['403', 403, rbacRefusal('get'), 'forbidden'],
      ['401', 401, status('Unauthorized', 'no'), 'identity-rejected'],
      ['500', 500, status('InternalError', 'x'), 'cluster-error'],
      [
        '404 for another reason',
        404,
        status('NotFound', 'could not find the resource'),
        'kind-not-served',
      ],
    ])(
      'throws the error of the read if its response is a %s',
      async (_, code, body, expected) => {
        operations.put({ size: 1 });
        operations.respond(['GET'], code, body);
        const error = await operations.refusal(
          operations.configure(manifest({})),
        );
        expect(error.code).toBe(expected);
        expect(operations.sent()).toEqual(['POST dry', 'GET']);
      },
    );

    it('explains why an update needs the verb get', async () => {
      operations.put({ size: 1 });
      operations.respond(['GET'], 403, rbacRefusal('get'));
      const error = await operations.refusal(
        operations.configure(manifest({})),
      );
      expect(error.message).toMatch(/^jane may not get Database/);
      expect(error.hint).toMatch(
        /reads it first, so you need the verbs "get" and "patch"/,
      );
    });

    it('writes nothing to an object that is being deleted', async () => {
      operations.put(
        { size: 1 },
        { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
      );
      const error = await operations.refusal(
        operations.configure(manifest({ size: 2 })),
      );
      expect(error.code).toBe('conflict');
      expect(error.message).toMatch(/is being deleted/);
      expect(operations.sent()).toEqual(['POST dry', 'GET']);
    });
  });
});
