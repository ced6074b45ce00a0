import type { JsonObject } from '@backstage/types';
import { manifest, ref, TestOperations } from '../__testUtils__/TestOperations';

describe('ResourceWriter', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  describe('updates of lists', () => {
    it('keeps the items of a list that another field manager wrote, and adds a notice', async () => {
      const item = (name: string, fields: JsonObject) => ({
        [`k:${JSON.stringify({ name })}`]: { '.': {}, 'f:name': {}, ...fields },
      });
      const entry = (manager: string, ports: JsonObject) => ({
        manager,
        fieldsV1: { 'f:spec': { 'f:ports': ports } },
      });
      operations.put(
        { ports: [{ name: 'web' }, { name: 'admin', port: 81 }] },
        {
          metadata: {
            managedFields: [
              entry('kratix-portal', item('web', {})),
              entry('mesh', item('admin', { 'f:port': {} })),
            ],
          },
        },
      );
      const { notices } = await operations.configure(
        manifest({ ports: [{ name: 'web', port: 80 }] }),
      );
      expect(operations.live()?.spec).toEqual({
        ports: [
          { name: 'web', port: 80 },
          { name: 'admin', port: 81 },
        ],
      });
      expect(notices).toEqual([
        expect.stringMatching(/^Kept spec\.ports\[1\] \(mesh\): /),
      ]);
    });

    it('lists every item that an update removes from a list, also beyond 50 changes', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`k${index}`, index]),
      );
      operations.put({ hosts: ['a', 'b', 'c'] });
      const { changes } = await operations.configure(
        manifest({ many, hosts: ['c'] }),
        { dryRun: true },
      );
      expect(changes).toHaveLength(50);
      expect(changes).toEqual(
        expect.arrayContaining([
          { field: 'spec.hosts[0]', change: 'removed', before: '"a"' },
          { field: 'spec.hosts[1]', change: 'removed', before: '"b"' },
        ]),
      );
    });

    it('says which value a field in a list has after the manifest has set it to null', async () => {
      const live = operations.put({ ports: [] });
      operations.intercept(({ method }, response) => {
        if (method !== 'PATCH') {
          return false;
        }
        const ports = [
          { name: 'sidecar', tier: null },
          { name: 'web', tier: 'm', free: null },
        ];
        const managedFields = [
          {
            manager: 'kratix-portal',
            fieldsV1: {
              'f:spec': { 'f:ports': { 'k:{"name":"web"}': {} } },
            },
          },
        ];
        const metadata = { ...(live.metadata as JsonObject), managedFields };
        response.writeHead(200);
        response.end(
          JSON.stringify({ ...ref, metadata, spec: { ports, list: [{}] } }),
        );
        return true;
      });
      const { notices } = await operations.configure(
        manifest({
          ports: [{ name: 'web', tier: null, free: null }],
          list: [{ note: null }],
        }),
      );
      expect(notices).toEqual([
        'spec.ports[0].tier was submitted as null, and the cluster set it to "m".',
        'spec.list[0].note was submitted as null, and the object does not have this field now.',
      ]);
    });
  });
});
