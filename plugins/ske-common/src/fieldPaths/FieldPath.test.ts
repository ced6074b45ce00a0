import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { type FieldPath, parseFieldPath, printFieldPath } from './FieldPath';

const object: JsonObject = {
  metadata: { labels: { 'example.com/team': 'blue', '8080': 'port' } },
  spec: {
    ports: [{ name: 'http' }],
    hosts: { '8080': { tls: true }, 'a.b': 1, a: { b: 2 }, "'q'": 3 },
  },
};

describe('a field path', () => {
  it.each<[string, FieldPath]>([
    ['', []],
    ['spec', ['spec']],
    ['spec.ports[0].name', ['spec', 'ports', 0, 'name']],
    ['metadata.labels[a.b/c]', ['metadata', 'labels', 'a.b/c']],
    ['spec.hosts.8080', ['spec', 'hosts', '8080']],
    ['spec.größe', ['spec', 'größe']],
    ['spec.m["a]b"].c', ['spec', 'm', 'a]b', 'c']],
    ['spec.users[name="ada"].pin', ['spec', 'users', 'name="ada"', 'pin']],
    ['spec.m["\\"no\\""]', ['spec', 'm', '"no"']],
    ['spec.m[""]', ['spec', 'm', '']],
    ['[0].name', [0, 'name']],
  ])(
    'parseFieldPath and printFieldPath convert %s in both directions',
    (text, path) => {
      expect(parseFieldPath(text)).toEqual(path);
      expect(printFieldPath(path)).toBe(text);
    },
  );

  it('printFieldPath writes a different text for each path, so that parseFieldPath returns the same path', () => {
    const step = fc.oneof(
      fc.nat(),
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'a0.[]"\'\\/ ') }),
    );
    fc.assert(
      fc.property(fc.array(step), path => {
        expect(parseFieldPath(printFieldPath(path))).toEqual(path);
      }),
    );
  });
});

describe('parseFieldPath', () => {
  it.each<[string, FieldPath]>([
    ['metadata.labels["8080"]', ['metadata', 'labels', '8080']],
    ["metadata.labels['a.b/c']", ['metadata', 'labels', 'a.b/c']],
    ['.spec.size', ['spec', 'size']],
    ['spec.hosts[8080]', ['spec', 'hosts', 8080]],
    ['spec.m[]', ['spec', 'm', '']],
    ['spec.m[abc', ['spec', 'm', 'abc']],
    ['spec.m[', ['spec', 'm', '[']],
  ])('reads %s without an object', (text, path) => {
    expect(parseFieldPath(text)).toEqual(path);
  });

  it.each<[string, string, FieldPath]>([
    ['a key of digits', 'spec.hosts[8080].tls', ['hosts', '8080', 'tls']],
    ['a new key of digits', 'spec.hosts[9090]', ['hosts', '9090']],
    ['an index', 'spec.ports[0].name', ['ports', 0, 'name']],
    ['an index after a dot', 'spec.ports.0.name', ['ports', 0, 'name']],
    ['the index of an absent list', 'spec.gone[0]', ['gone', 0]],
    ['a key with a dot, without brackets', 'spec.hosts.a.b', ['hosts', 'a.b']],
    ['keys of nested mappings', 'spec.hosts.a.c', ['hosts', 'a', 'c']],
    ['a key that has quotes', "spec.hosts['q']", ['hosts', "'q'"]],
    ['an inherited name', 'spec.constructor[0]', ['constructor', 0]],
  ])('uses the object to recognise %s', (_, text, [...path]) => {
    expect(parseFieldPath(text, object)).toEqual(['spec', ...path]);
  });
});
