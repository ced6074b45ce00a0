import type { JsonValue } from '@backstage/types';
import { restoreFromCluster } from './restoreFromCluster';
import { FROM_CLUSTER_NOTICE, fromCluster } from './untrusted';
import {
  leftOut,
  LONGEST_RESULT,
  resultWithinSize,
  withinSize,
} from './withinSize';

const sizeOf = (value: unknown) => JSON.stringify(value).length;
const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`field-${index}`, 'x y z']),
  );

const deep = (levels: number, value: JsonValue) =>
  Array.from({ length: levels }).reduce<JsonValue>(inner => ({ inner }), value);

describe('withinSize', () => {
  it('replaces the largest values, and keeps every field and item', () => {
    const value = {
      size: 3,
      status: { phase: 'Ready', log: 'a b '.repeat(1_000), list: [1, 2] },
      items: ['a', 'c d '.repeat(1_000), 'b'],
    };

    const fitted = withinSize(value, 1_000);

    expect(fitted).toEqual({
      size: 3,
      status: { phase: 'Ready', log: leftOut(value.status.log), list: [1, 2] },
      items: ['a', leftOut(value.items[1]), 'b'],
    });
    expect(leftOut(value.items[1])).toMatch(
      /^\(left out: 4002 characters \(\w{12}\), /,
    );
    // Another value of the same size has another text.
    expect(leftOut('a b')).not.toBe(leftOut('a c'));
  });

  it.each<[string, JsonValue]>([
    ['many small fields', many(50_000)],
    ['a long list', Array.from({ length: 50_000 }, () => 'x y')],
    ['many levels', { a: { b: { c: [many(20_000), { d: many(20_000) }] } } }],
    ['hostile depth', deep(500, many(20_000))],
    ['many texts', Array.from({ length: 50 }, () => 'x y '.repeat(1_000))],
  ])('fits for %s', (_, value) => {
    for (const most of [200, 1_000, 50_000]) {
      expect(sizeOf(withinSize(value, most))).toBeLessThanOrEqual(most);
    }
  });
});

describe('resultWithinSize', () => {
  it('shortens only what is below fromCluster', () => {
    const item = (reason: string) => ({
      name: 'a',
      notice: FROM_CLUSTER_NOTICE,
      fromCluster: { reason },
    });
    const requests = Array.from({ length: 200 }, (_, index) =>
      item(index === 3 ? 'short' : 'why '.repeat(1_000)),
    );

    const result = resultWithinSize({ requests, more: false });

    expect(sizeOf(result)).toBeLessThanOrEqual(LONGEST_RESULT);
    expect(result.requests[3]).toEqual(requests[3]);
    expect(result.requests[0]).toEqual({
      ...requests[0],
      fromCluster: { reason: leftOut(requests[0].fromCluster.reason) },
    });
    expect(result.more).toBe(false);
  });

  it('keeps a short result as it is', () => {
    const result = { a: 1, notice: FROM_CLUSTER_NOTICE, fromCluster: { b: 2 } };

    expect(resultWithinSize(result)).toBe(result);
  });
});

describe('an update of a request whose spec was shortened', () => {
  const live = { team: 'media', rules: many(20_000), hosts: ['a', 'b'] };
  const shown = withinSize(fromCluster(live), 1_000) as typeof live;

  it('keeps the live value if the placeholder is sent back', () => {
    expect(restoreFromCluster({ ...shown, team: 'web' }, live)).toEqual({
      ...live,
      team: 'web',
    });
  });

  it('keeps the items of a list of which each was shortened, also in another order', () => {
    const hosts = ['a', 'b', 'c'].map(each => ({
      text: each,
      rules: { ...many(2_000), text: each },
    }));
    for (const most of [560, 900, 1_500]) {
      const { hosts: items } = withinSize(fromCluster({ hosts }), most) as {
        hosts: JsonValue[];
      };
      expect(JSON.stringify(items)).toContain('(left out:');

      expect(restoreFromCluster({ hosts: items, size: 2 }, { hosts })).toEqual({
        hosts,
        size: 2,
      });
    }
    const { hosts: texts } = withinSize(fromCluster({ hosts }), 560) as {
      hosts: JsonValue[];
    };
    expect(
      restoreFromCluster({ hosts: [texts[2], 'new', texts[0]] }, { hosts }),
    ).toEqual({ hosts: [hosts[2], 'new', hosts[0]] });
  });

  it('rejects the placeholder in another field', () => {
    expect(() =>
      restoreFromCluster({ ...live, team: shown.rules }, live),
    ).toThrow('spec.team has the placeholder of a value that was left out');
  });
});
