import type { JsonObject } from '@backstage/types';
import { matchItems } from './matchItems';

describe('matchItems', () => {
  const tcp = { port: 53, protocol: 'TCP' };
  const udp = { port: 53, protocol: 'UDP' };
  const names = ['port', 'protocol'];

  it.each([
    ['the same key', [udp, tcp], [tcp], [1]],
    [
      'the default value for a missing part of the key',
      [udp, tcp],
      [{ port: 53 }],
      [1],
    ],
    ['a value that is not the default', [udp], [{ port: 53 }], [undefined]],
    ['no default for the part', [tcp], [{ protocol: 'TCP' }], [undefined]],
    [
      'a live item that an earlier item already matches',
      [tcp],
      [{ port: 53 }, tcp],
      [undefined, 0],
    ],
  ])('compares the keys of two items: %s', (_, live, desired, expected) => {
    expect(matchItems(live, desired, names)).toEqual(expected);
  });

  it.each([
    ['the only item', [{ name: 'a', kind: 'Service' }], [{ name: 'a' }], [0]],
    [
      'the item that no other submitted item matches',
      [
        { name: 'a', kind: 'Pod' },
        { name: 'a', kind: 'Service' },
      ],
      [{ name: 'a' }, { name: 'a', kind: 'Pod' }],
      [1, 0],
    ],
    [
      'none of several items',
      [
        { name: 'a', kind: 'Pod' },
        { name: 'a', kind: 'Service' },
      ],
      [{ name: 'a' }],
      [undefined],
    ],
    [
      'no item that two submitted items could match',
      [{ name: 'a', kind: 'Service' }],
      [{ name: 'a' }, { name: 'a' }],
      [undefined, undefined],
    ],
    [
      'no item with other parts',
      [{ name: 'b', kind: 'Service' }],
      [{ name: 'a' }],
      [undefined],
    ],
    [
      'no item of another field manager',
      [{ name: 'a', kind: 'Service', foreign: true }],
      [{ name: 'a' }],
      [undefined],
    ],
  ])(
    'matches %s if a part of the key has a default that is not known',
    (_, live, desired, expected) => {
      const isOwn = (item: unknown) => !(item as JsonObject).foreign;
      expect(matchItems(live, desired, ['kind', 'name'], isOwn)).toEqual(
        expected,
      );
    },
  );

  it('matches plain values', () => {
    expect(matchItems(['a', 'b'], ['b', 'c'], [])).toEqual([1, undefined]);
  });

  it('reads each item a fixed number of times, so that a long list does not block', () => {
    let reads = 0;
    const counted = (item: object) =>
      new Proxy(item, {
        getOwnPropertyDescriptor: (target, name) => {
          reads += 1;
          return Reflect.getOwnPropertyDescriptor(target, name);
        },
      }) as { port: number };
    const live = Array.from({ length: 500 }, (_, port) =>
      counted({ port, protocol: 'UDP' }),
    );
    const desired = Array.from({ length: 500 }, (_, port) =>
      counted({ port, protocol: 'SCTP' }),
    );

    expect(matchItems(live, desired, names)).toEqual(
      Array(500).fill(undefined),
    );

    expect(reads).toBeLessThanOrEqual(500 * 2 * 3);
  });
});
