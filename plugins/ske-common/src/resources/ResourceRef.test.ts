import fc from 'fast-check';
import { SkeError } from '../errors';
import {
  describeResourceRef,
  formatApiVersion,
  parseApiVersion,
  parseResourceRef,
} from './ResourceRef';

const valid = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' };

describe('parseApiVersion', () => {
  it.each([
    ['v1', { group: '', version: 'v1' }],
    ['apps/v1', { group: 'apps', version: 'v1' }],
    [
      'platform.kratix.io/v1alpha1',
      { group: 'platform.kratix.io', version: 'v1alpha1' },
    ],
  ])('reads %s', (text, expected) => {
    expect(parseApiVersion(text)).toEqual(expected);
    expect(formatApiVersion(expected)).toBe(text);
  });

  it.each([
    '',
    '/',
    'a/',
    '/v1',
    'a/b/c',
    '../v1',
    'v1/..',
    'A/v1',
    'v 1',
    '1',
  ])('S21: rejects %j', text => {
    expect(parseApiVersion(text)).toBeUndefined();
  });
});

describe('parseResourceRef', () => {
  it.each([
    { ...valid, namespace: 'team-a' },
    { ...valid, name: 'a.b-c.d' },
    { ...valid, name: '0' },
    { ...valid, name: 'a'.repeat(253) },
    { ...valid, namespace: 'a'.repeat(63) },
    { ...valid, kind: 'database' },
  ])('accepts %j', ref => {
    expect(parseResourceRef(ref)).toEqual(ref);
  });

  it.each([
    ['name', ''],
    ['name', '..'],
    ['name', '.'],
    ['name', 'a..b'],
    ['name', 'A'],
    ['name', 'a/b'],
    ['name', 'a\n'],
    ['name', 'a%2e'],
    ['name', '-a'],
    ['name', 'a'.repeat(254)],
    ['namespace', ''],
    ['namespace', 'a.b'],
    ['namespace', 'a'.repeat(64)],
    ['kind', ''],
    ['kind', 'Config/Map'],
    ['kind', '1A'],
    ['apiVersion', ''],
  ])('S21: rejects the %s %j and names its field', (field, value) => {
    expect(() => parseResourceRef({ ...valid, [field]: value })).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        causes: [expect.objectContaining({ field })],
      }),
    );
  });

  it('removes fields that are not part of a reference', () => {
    const ref = { ...valid, extra: 1 };
    expect(parseResourceRef(ref)).toEqual(valid);
  });

  it('S21: accepts only names that URI encoding does not change, and no dot segments', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9./%-]{1,8}$/)),
        name => {
          try {
            parseResourceRef({ ...valid, name, namespace: name });
          } catch (error) {
            return SkeError.is(error);
          }
          return encodeURIComponent(name) === name && !/^\.+$/.test(name);
        },
      ),
    );
  });
});

describe('describeResourceRef', () => {
  it('contains the namespace if the reference has one', () => {
    expect(describeResourceRef(valid)).toBe('ConfigMap a');
    expect(describeResourceRef({ ...valid, namespace: 'b' })).toBe(
      'ConfigMap a in namespace b',
    );
  });
});
