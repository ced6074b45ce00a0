import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { describeFieldManager, ManagedFields } from './managedFields';

function managed(managedFields: JsonValue): JsonObject {
  return { metadata: { managedFields } };
}

const fields = ManagedFields.read(
  managed([
    {
      manager: 'kratix-portal',
      operation: 'Update',
      time: '2026-11-24T10:00:00Z',
      fieldsV1: {
        'f:metadata': { 'f:labels': { '.': {}, 'f:team.io/a': {} } },
        'f:spec': { '.': {}, 'f:size': {}, 'f:tags': {}, 'f:limits': {} },
      },
    },
    {
      manager: 'kubectl-edit',
      operation: 'Update',
      time: '2026-11-24T11:00:00Z',
      fieldsV1: { 'f:spec': { 'f:size': {} } },
    },
    {
      manager: 'kratix',
      operation: 'Update',
      subresource: 'status',
      time: '2026-11-24T09:00:00Z',
      fieldsV1: { 'f:status': { 'f:message': {} } },
    },
  ]),
);

describe('ManagedFields', () => {
  it.each([
    [
      ['spec', 'size'],
      ['kubectl-edit', 'kratix-portal'],
    ],
    [['metadata', 'labels', 'team.io/a'], ['kratix-portal']],
    [['spec', 'limits', 'cpu'], ['kratix-portal']],
    [['spec'], ['kubectl-edit', 'kratix-portal']],
    [['spec', 'other'], []],
    [['metadata', 'labels', 'team.io/b'], []],
    [['nothing'], []],
    [['constructor'], []],
  ])('S34: finds the writers of %j: %j, the latest first', (path, expected) => {
    expect(fields.writersOf(path).map(({ name }) => name)).toEqual(expected);
  });

  it('finds the names of the key fields of lists, also of lists in items', () => {
    const spec = {
      'f:ports': {
        'k:{"name":"a"}': { 'f:name': {} },
        'k:{"name":"b"}': {
          'f:routes': { 'k:{"host":"x","path":"/"}': {} },
        },
      },
      'f:hosts': { 'v:"a"': {} },
    };
    const managers = ManagedFields.read(
      managed([{ fieldsV1: { 'f:spec': spec } }]),
    );
    const keysOfList = (...path: (string | number)[]) =>
      managers.keysOfList(path);
    expect(keysOfList('spec', 'ports')).toEqual(['name']);
    expect(keysOfList('spec', 'ports', 0, 'routes')).toEqual(['host', 'path']);
    expect(keysOfList('spec', 'hosts')).toEqual([]);
    expect(keysOfList('spec', 'other')).toEqual([]);
  });

  it('lists all field managers, the latest first', () => {
    expect(fields.list().map(describeFieldManager)).toEqual([
      'kubectl-edit (Update) at 2026-11-24T11:00:00Z',
      'kratix-portal (Update) at 2026-11-24T10:00:00Z',
      'kratix (Update of status) at 2026-11-24T09:00:00Z',
    ]);
  });

  it.each<[string, JsonObject]>([
    ['no metadata', {}],
    ['no managed fields', { metadata: {} }],
    ['another type', managed('x')],
    ['entries that are not valid', managed([null, 1, 'x', [], { manager: 1 }])],
  ])('finds no field manager in an object with %s', (_, object) => {
    expect(ManagedFields.read(object).isKnown).toBe(false);
    expect(ManagedFields.read(object).writersOf(['spec'])).toEqual([]);
  });

  it('S41: cleans the names of field managers', () => {
    const [manager] = ManagedFields.read(
      managed([{ manager: 'a\u001b[31m', operation: 'Update\u202e' }]),
    ).list();
    expect(manager).toEqual({ name: 'a\ufffd[31m', operation: 'Update\ufffd' });
  });

  it('S43: accepts any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.array(fc.string()),
        (value, path) => {
          const read = ManagedFields.read(managed(value as JsonValue));
          return (
            Array.isArray(read.writersOf(path)) &&
            read.list().every(manager => describeFieldManager(manager) !== '')
          );
        },
      ),
    );
  });
});
