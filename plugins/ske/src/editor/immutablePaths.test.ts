import { immutablePaths, isImmutable } from './immutablePaths';
import type { Schema } from './schema';

const withRule = (...rules: string[]): Schema => ({
  type: 'object',
  'x-kubernetes-validations': rules.map(rule => ({ rule })),
});

describe('immutablePaths', () => {
  it.each([
    ['self == oldSelf', ['']],
    ['oldSelf==self', ['']],
    ['(self) == (oldSelf)', ['']],
    ['((self == oldSelf))', ['']],
    ['!(self != oldSelf)', ['']],
    ['self.size == oldSelf.size', ['size']],
    ['oldSelf.size == self.size', ['size']],
    ['self.a.b == oldSelf.a.b', ['a.b']],
    ["self['size'] == oldSelf.size", ['size']],
    ['self.my__dash__key == oldSelf.my__dash__key', ['my-key']],
    ['self.__namespace__ == oldSelf.__namespace__', ['namespace']],
    ['self.a == oldSelf.a && self.b == oldSelf.b', ['a', 'b']],
    ['self.a == oldSelf.a && self.b >= oldSelf.b', ['a']],
    ['!has(oldSelf.a) || self.a == oldSelf.a', ['a']],
    ['!has(oldSelf.a) || !has(self.a) || (self.a == oldSelf.a)', ['a']],
    ['!has(oldSelf.a) || (has(self.a) && self.a == oldSelf.a)', ['a']],
    ['!(has(self.a) && has(oldSelf.a)) || self.a == oldSelf.a', ['a']],
    [
      'has(self.a) == has(oldSelf.a) && (!has(self.a) || self.a == oldSelf.a)',
      ['a'],
    ],
    ['has(oldSelf.a) ? self.a == oldSelf.a : true', ['a']],
    ['!has(self.a) ? true : self.a.b == oldSelf.a.b', ['a.b']],
    ['!oldSelf.hasValue() || self == oldSelf.value()', ['']],
    ['self.a == oldSelf.a // not "b"', ['a']],
    ["[1, 2].all(x, x > 0) && self.a == oldSelf.a && {'a': 1}.a == 1", ['a']],
  ])('reads %j', (rule, expected) => {
    expect(immutablePaths(withRule(rule)).map(path => path.join('.'))).toEqual(
      expected,
    );
  });

  it.each([
    // They allow some changes.
    'self >= oldSelf',
    'self.size == oldSelf.size || self.size == 3',
    "oldSelf.phase == 'new' || self.size == oldSelf.size",
    '!has(self.b) || self.a == oldSelf.a',
    'has(self.a) || self.a == oldSelf.a',
    "self.mode == 'x' ? self.a == oldSelf.a : true",
    'self.a != oldSelf.a',
    '!(self == oldSelf)',
    // They compare something else.
    'self.a == oldSelf.b',
    'self.a == self.a',
    'size(self.a) == size(oldSelf.a)',
    'self.a.size() == oldSelf.a.size()',
    'self.a + 1 == oldSelf.a + 1',
    'self.list[0] == oldSelf.list[0]',
    '-self.a == -oldSelf.a',
    "'self == oldSelf' != ''",
    // They are not CEL.
    '',
    'self ==',
    'self == oldSelf)',
    '(self == oldSelf',
    'self = oldSelf',
    'self == oldSelf extra',
    '`self` == oldSelf',
    `${'('.repeat(500)}self == oldSelf${')'.repeat(500)}`,
    `${'('.repeat(39)}has(self.a)${' ? self == oldSelf : true)'.repeat(39)}`,
    `${'('.repeat(5_000)}self == oldSelf${')'.repeat(5_000)}`,
    `${'!'.repeat(100_000)}has(self)`,
  ])('finds no immutable path in a rule that allows some changes: %#', rule => {
    expect(immutablePaths(withRule(rule))).toEqual([]);
  });

  it('reads all rules of a schema', () => {
    expect(
      immutablePaths(
        withRule('self.a == oldSelf.a', 'self.b > 0', 'self == oldSelf'),
      ),
    ).toEqual([['a'], []]);
    expect(immutablePaths(undefined)).toEqual([]);
    expect(
      immutablePaths({ 'x-kubernetes-validations': ['x', { rule: 1 }] }),
    ).toEqual([]);
  });
});

describe('isImmutable', () => {
  const schema: Schema = {
    ...withRule('self.spec.tier == oldSelf.spec.tier'),
    properties: {
      spec: {
        ...withRule('!has(oldSelf.storage) || self.storage == oldSelf.storage'),
        properties: {
          tier: { type: 'string' },
          storage: {
            type: 'object',
            properties: { size: { type: 'integer' } },
          },
          name: { type: 'string', ...withRule('self == oldSelf') },
          free: { type: 'string' },
          ports: {
            type: 'array',
            items: {
              ...withRule('self.protocol == oldSelf.protocol'),
              properties: { protocol: {}, port: {} },
            },
          },
        },
      },
    },
  };

  it.each([
    [['spec', 'tier'], true],
    [['spec', 'storage'], true],
    [['spec', 'storage', 'size'], true],
    [['spec', 'name'], true],
    [['spec', 'ports', 'name="web"', 'protocol'], true],
    [['spec', 'ports', 0, 'protocol'], true],
    [['spec', 'ports', 'name="web"', 'port'], false],
    [['spec', 'ports', 'name="web"'], false],
    [['spec', 'free'], false],
    [['spec'], false],
    [['other'], false],
    [[], false],
  ])('%j: %s', (path, expected) => {
    expect(isImmutable(schema, path)).toBe(expected);
  });
});
