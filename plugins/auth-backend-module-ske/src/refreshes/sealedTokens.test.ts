import { deriveRefreshKeys, open, seal } from './sealedTokens';

const keys = deriveRefreshKeys({ refreshToken: 'one', fingerprint: 'idp' });

describe('sealedTokens', () => {
  it('decrypts its own encrypted text', () => {
    expect(open(seal('{"a":"☃"}', keys), keys)).toBe('{"a":"☃"}');
  });

  it('encrypts the same text differently each time', () => {
    expect(seal('text', keys)).not.toBe(seal('text', keys));
  });

  it.each([
    ['another refresh token', { refreshToken: 'two', fingerprint: 'idp' }],
    ['another provider', { refreshToken: 'one', fingerprint: 'other' }],
  ])('does not decrypt with the keys of %s', (_, other) => {
    expect(open(seal('text', keys), deriveRefreshKeys(other))).toBeUndefined();
    expect(deriveRefreshKeys(other).id).not.toBe(keys.id);
  });

  it.each([
    [
      'a changed text',
      (sealed: string) => sealed.replace(/.\.([^.]*)$/, 'x.$1'),
    ],
    ['a short tag', (sealed: string) => sealed.slice(0, -8)],
    ['another version', (sealed: string) => sealed.replace('v1', 'v2')],
    ['something else', () => 'a.b.c.d.e'],
    ['an empty text', () => ''],
  ])('does not decrypt %s', (_, change) => {
    expect(open(change(seal('some text', keys)), keys)).toBeUndefined();
  });
});
