import type { JsonValue } from '@backstage/types';
import { toFieldChange } from './fieldChanges';
import { listRemovals } from './listRemovals';

const keys = (...names: string[]) => names;

function removals(
  before: JsonValue,
  after: JsonValue,
  keysOfList: (path: readonly (string | number)[]) => string[] = () => [],
) {
  const path = ['spec', 'list'];
  return listRemovals(
    { path, named: path, change: 'changed', before, after },
    keysOfList,
  )
    .map(toFieldChange)
    .map(({ field, before: value }) =>
      value === undefined ? field : `${field}: ${value}`,
    );
}

describe('listRemovals', () => {
  it.each<[string, JsonValue, JsonValue, string[]]>([
    ['a plain item', ['a', 'b'], ['a'], ['spec.list[1]: "b"']],
    [
      'an item from the front',
      ['a', 'b', 'c'],
      ['b', 'c'],
      ['spec.list[0]: "a"'],
    ],
    ['one of two equal items', ['a', 'a'], ['a'], ['spec.list[1]: "a"']],
    ['a replaced item', [80, 81], [82, 81], ['spec.list[0]: 80']],
    ['all items', ['a', 'b'], [], ['spec.list[0]: "a"', 'spec.list[1]: "b"']],
    ['nothing if items change places', ['a', 'b'], ['b', 'a'], []],
    ['nothing if an item is added', ['a'], ['b', 'a'], []],
    [
      'an item by its name, and a field of another item',
      [
        { name: 'a', x: 1 },
        { name: 'b', x: 1, y: { z: 1, w: 2 } },
      ],
      [{ name: 'b', x: 2, y: { w: 2 } }],
      ['spec.list[0]', 'spec.list[1].y.z'],
    ],
    [
      'a field of an item without a name',
      [{ from: 'x', to: 'y' }, { from: 'z' }],
      [{ from: 'z' }, { from: 'x' }],
      ['spec.list[0].to'],
    ],
    [
      'nothing if only a value of an item changes',
      [{ port: 80 }],
      [{ port: 81 }],
      [],
    ],
    [
      'a field that becomes null',
      [{ a: 1, b: 2 }],
      [{ a: 1, b: null }],
      ['spec.list[0].b'],
    ],
    ['nothing if a null disappears', [{ a: 1, b: null }], [{ a: 1 }], []],
    [
      'items of lists in lists',
      [['a', 'b'], ['c']],
      [['a'], ['c']],
      ['spec.list[0][1]'],
    ],
    ['nothing if the field was no list', 'a', ['a'], []],
  ])('lists %s', (_, before, after, expected) => {
    expect(removals(before, after)).toEqual(expected);
  });

  it('pairs the items of a list with keys by these keys', () => {
    const before = [
      { port: 53, protocol: 'TCP', name: 'dns', nodePort: 1 },
      { port: 53, protocol: 'UDP', name: 'dns-udp' },
    ];
    const after = [{ port: 53, protocol: 'TCP', name: 'other' }];
    expect(removals(before, after, () => keys('port', 'protocol'))).toEqual([
      'spec.list[0].nodePort',
      'spec.list[1]',
    ]);
  });

  it('pairs the only items with the other parts of the key if a part is absent', () => {
    const before = [{ name: 'a', kind: 'Service', id: 7 }];
    const after = [{ name: 'a', id: 7 }];
    expect(removals(before, after, () => keys('name', 'kind'))).toEqual([
      'spec.list[0].kind',
    ]);
  });

  it('asks for the keys of lists in items too', () => {
    const before = [{ name: 'a', routes: [{ host: 'x', to: 1, port: 1 }] }];
    const after = [
      { name: 'a', routes: [{ host: 'y' }, { host: 'x', to: 1 }] },
    ];
    expect(
      removals(before, after, path =>
        path.at(-1) === 'routes' ? keys('host') : keys('name'),
      ),
    ).toEqual(['spec.list[0].routes[0].port']);
  });

  it.each<[string, JsonValue[]]>([
    ['after a name that says secret', ['--token', 'hunter2']],
    ['after an option', ['-p', 'hunter2']],
    ['in a command', ['mysql -p hunter2']],
    ['with such a name', ['--password=hunter2']],
    ['that looks like a secret', ['pg://a:hunter2@b']],
    ['in an item', [{ name: 'A', values: ['hunter2'], value: 'hunter2' }]],
  ])('does not show a value %s', (_, before) => {
    expect(removals(before, []).length).toBe(before.length);
    expect(removals(before, []).join()).not.toContain('hunter2');
    const emptied = [{ name: 'A', values: [] }];
    expect(removals(before, emptied).join()).not.toContain('hunter2');
  });
});
