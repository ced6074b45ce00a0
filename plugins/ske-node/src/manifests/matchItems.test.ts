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
