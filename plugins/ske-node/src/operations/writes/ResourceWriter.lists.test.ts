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

    it('lists the items that an update removes from a list beside 50 other changes', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`k${index}`, index]),
      );
      operations.put({ hosts: ['a', 'b', 'c'] });
      const { changes, notices } = await operations.configure(
        manifest({ many, hosts: ['c'] }),
        { dryRun: true },
      );
      expect(changes).toHaveLength(52);
      expect(changes.filter(({ change }) => change === 'removed')).toEqual([
        { field: 'spec.hosts[0]', change: 'removed', before: '"a"' },
        { field: 'spec.hosts[1]', change: 'removed', before: '"b"' },
      ]);
      expect(notices).toEqual(['11 more fields differ.']);
    });

    it.each([60, 10_000])(
      'lists the other changes of an update that removes %d items from a list',
      async count => {
        const hosts = Array.from({ length: count }, (_, index) => `h${index}`);
        operations.put({ hosts, size: 'small', protected: true });
        const { changes, notices } = await operations.configure(
          manifest({ hosts: [], size: 'large', protected: false }),
          { dryRun: true },
        );
        expect(changes.filter(({ change }) => change === 'changed')).toEqual([
          { field: 'spec.hosts', change: 'changed' },
          {
            field: 'spec.size',
            change: 'changed',
            before: '"small"',
            after: '"large"',
          },
          {
            field: 'spec.protected',
            change: 'changed',
            before: 'true',
            after: 'false',
          },
        ]);
        expect(changes).toHaveLength(53);
        expect(notices).toEqual([
          `${count - 50} more items, or fields of items, are removed from spec.hosts.`,
        ]);
      },
    );

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
          JSON.stringify({
            ...ref,
            metadata,
            spec: {
              ports,
              list: [{}],
              env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
            },
          }),
        );
        return true;
      });
      const { notices } = await operations.configure(
        manifest({
          ports: [{ name: 'web', tier: null, free: null }],
          list: [{ note: null }],
          env: [{ name: 'DB_PASSWORD', value: null }],
        }),
      );
      expect(notices).toEqual([
        'spec.ports[0].tier was submitted as null, and the cluster set it to "m".',
        'spec.list[0].note was submitted as null, and the object does not have this field now.',
        'spec.env[0].value was submitted as null, and the cluster set it to another value.',
      ]);
    });
  });
});
