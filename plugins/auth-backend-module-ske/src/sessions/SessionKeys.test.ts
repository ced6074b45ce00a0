import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type SessionBinding, SessionKeys } from './SessionKeys';

const oldKey = { id: 'old', secret: randomBytes(32) };
const newKey = { id: 'new', secret: randomBytes(32) };

const binding: SessionBinding = {
  sessionId: 'one',
  userRef: 'user:default/jane',
  providerId: 'okta',
  fingerprint: 'provider and client',
  handleHash: 'hash',
  version: 1,
};

describe('SessionKeys', () => {
  it('S11: decrypts its own encrypted text, for any text and binding', () => {
    const keys = new SessionKeys([newKey]);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.record({
          sessionId: fc.string({ minLength: 1 }),
          userRef: fc.string(),
          providerId: fc.string(),
          fingerprint: fc.string(),
          handleHash: fc.string(),
          version: fc.nat(),
        }),
        (text, any) => {
          expect(keys.open(keys.seal(text, any), any)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ['session', { sessionId: 'two' }],
    ['user', { userRef: 'user:default/bob' }],
    ['provider', { providerId: 'keycloak' }],
    ['fingerprint', { fingerprint: 'another client' }],
    ['handle', { handleHash: 'hash of another handle' }],
    ['version', { version: 2 }],
  ])('S11: does not decrypt the content of another %s', (_, other) => {
    const keys = new SessionKeys([newKey]);
    const sealed = keys.seal('text', binding);

    expect(keys.open(sealed, { ...binding, ...other })).toBeUndefined();
  });

  it('S11: does not decrypt a text in which one character was changed', () => {
    const keys = new SessionKeys([newKey]);
    const sealed = keys.seal('text', binding);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.base64String(), (at, with_) => {
        const changed =
          sealed.slice(0, at) + (with_[0] ?? '') + sealed.slice(at + 1);
        const opened = keys.open(changed, binding);
        // The last characters are not changed, because the last characters of base64url can have bits without a meaning.
        expect([undefined, 'text']).toContain(opened);
      }),
    );
    expect(keys.open(sealed.replace(/.$/, ''), binding)).toBeUndefined();
    expect(keys.open('', binding)).toBeUndefined();
  });

  it('S11: uses another IV each time', () => {
    const keys = new SessionKeys([newKey]);

    expect(keys.seal('text', binding)).not.toBe(keys.seal('text', binding));
  });

  it('S12: encrypts with the first key and decrypts with every key', () => {
    const before = new SessionKeys([oldKey]).seal('text', binding);
    const rotated = new SessionKeys([newKey, oldKey]);

    expect(rotated.open(before, binding)).toBe('text');
    expect(rotated.seal('text', binding)).toMatch(/^v1\.new\./);
    expect(new SessionKeys([newKey]).open(before, binding)).toBeUndefined();
  });

  it('S12: rejects an empty list of keys', () => {
    expect(() => new SessionKeys([])).toThrow('at least one key');
  });
});
