import { inspect } from 'node:util';
import fc from 'fast-check';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { AccessToken } from './AccessToken';
import { unsignedJwt } from '../__testUtils__/unsignedJwt';

const now = new Date('2026-06-01T12:00:00Z');
const nowSeconds = now.getTime() / 1000;

function refusal(value: unknown): SkeError {
  try {
    AccessToken.parse(value, now);
  } catch (error) {
    expect(SkeError.is(error)).toBe(true);
    return error as SkeError;
  }
  throw new Error('the token was accepted');
}

function outcomeOf(value: unknown): 'accepted' | SkeError {
  try {
    AccessToken.parse(value, now).describe();
    return 'accepted';
  } catch (error) {
    if (SkeError.is(error)) {
      return error;
    }
    throw error;
  }
}

const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) =>
  String.fromCharCode(0x21 + index),
)
  .join('')
  .replace(/["']/g, '');

describe('AccessToken', () => {
  const valid = unsignedJwt({
    iss: 'https://idp.example.com',
    aud: ['kube', 'other'],
    exp: nowSeconds + 60,
  });

  it('keeps the text unchanged', () => {
    expect(AccessToken.parse(valid, now).reveal()).toBe(valid);
  });

  it('S4: accepts a token of any issuer and audience, because only the API server checks both', () => {
    const foreign = unsignedJwt({ iss: 'https://elsewhere.example', aud: 'x' });
    expect(AccessToken.parse(foreign, now).reveal()).toBe(foreign);
  });

  it.each([
    ['a number', 42, /is not a string/],
    ['null', null, /is not a string/],
    ['an object', { token: valid }, /is not a string/],
    ['an array', [valid], /is not a string/],
    ['empty', '', /is blank/],
    ['blank', ' \t ', /is blank/],
    ['over 48 kB', `${valid}${'A'.repeat(48 * 1024)}`, /longer than 48 kB/],
    ['with a space', `${valid} `, /a character that is not allowed/],
    ['with a line break', `${valid}\n`, /a character that is not allowed/],
    [
      'with a header in it',
      `${valid}\r\nImpersonate-User: a`,
      /a character that is not allowed/,
    ],
    ['with a quotation mark', `${valid}"`, /a character that is not allowed/],
    ['with an apostrophe', `${valid}'`, /a character that is not allowed/],
    ['with a space inside', 'abc def', /a character that is not allowed/],
    [
      'with a control character',
      `${valid}\x7f`,
      /a character that is not allowed/,
    ],
    [
      'with a letter beyond ASCII',
      `${valid}é`,
      /a character that is not allowed/,
    ],
    [
      'a Backstage token',
      unsignedJwt({ sub: 'user:default/a' }, { typ: 'vnd.backstage.user' }),
      /is a Backstage token/,
    ],
  ])('S3: rejects a token that is %s', (_, value, message) => {
    const error = refusal(value);
    expect(error.code).toBe('no-credentials');
    expect(error.status).toBe(401);
    expect(error.message).toMatch(message);
    expect(error.hint).toBeDefined();
  });

  it.each([
    ['opaque', 'gho_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['OpenShift’s', 'sha256~abcDEF123'],
    ['Rancher’s', 'kubeconfig-u-b4qkhsnliz:fx8v2lf'],
    ['made of all visible characters except quotation marks', visible],
    ['half a JWT', valid.split('.').slice(0, 2).join('.')],
    ['a JWT whose payload is not JSON', 'e30.bm90IGpzb24.c2ln'],
    ['a JWT whose header is not JSON', 'bm90IGpzb24.e30.c2ln'],
    ['a JWT whose header is not a mapping', 'W10.e30.c2ln'],
    ['a JWT whose header is empty', '.e30.c2ln'],
  ])('S3: leaves a token that is %s to the cluster', (_, value) => {
    const token = AccessToken.parse(value, now);
    expect(token.reveal()).toBe(value);
    expect(token.isOpaque).toBe(true);
    expect(token.expiresAtMs).toBeUndefined();
    expect(token.describe()).toBe('an opaque access token');
  });

  it.each(['tomorrow', '9999999999', null, true, {}])(
    'S3: leaves a token with the expiry %j to the cluster',
    exp => {
      const token = AccessToken.parse(unsignedJwt({ exp }), now);
      expect(token.isOpaque).toBe(false);
      expect(token.expiresAtMs).toBeUndefined();
    },
  );

  it.each([0, 1, 3600])(
    'S3: throws session-ended for a token that expired %s s ago',
    seconds => {
      const error = refusal(unsignedJwt({ exp: nowSeconds - seconds }));
      expect(error.code).toBe('session-ended');
      expect(error.status).toBe(401);
      expect(error.message).toContain('expired at 2026-06-01T');
      expect(error.hint).toMatch(/sign in again/);
    },
  );

  it('S7: does not show the token when printed, serialized or concatenated', () => {
    const token = AccessToken.parse(valid, now);
    const shown = [
      inspect(token, { depth: 5, showHidden: true }),
      JSON.stringify(token),
      `${token}`,
      token.describe(),
    ].join();
    expect(shown).not.toContain(valid.split('.')[1]);
    expect(shown).not.toContain(valid.split('.')[2]);
  });

  it('describes itself with claims that are not secret', () => {
    expect(AccessToken.parse(valid, now).describe()).toBe(
      'issuer https://idp.example.com; audience kube, other; expiry 2026-06-01T12:01:00.000Z',
    );
  });

  it.each([
    [{ toString: 1 }, 'that is not a string'],
    [['kube', { toString: null }], 'kube, that is not a string'],
    [null, 'that is not a string'],
  ])('describes an audience that is not a string: %j', (aud, words) => {
    expect(AccessToken.parse(unsignedJwt({ aud }), now).describe()).toBe(
      `no issuer; audience ${words}; no expiry`,
    );
  });

  it('S43: returns a token, or a 401 that does not quote the value, for any value', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.string(),
          fc
            .json()
            .map(text => `e30.${Buffer.from(text).toString('base64url')}.c2ln`),
          fc
            .tuple(fc.json(), fc.json())
            .map(parts =>
              [...parts, 'c2ln']
                .map(part => Buffer.from(part).toString('base64url'))
                .join('.'),
            ),
        ),
        value => {
          const outcome = outcomeOf(value);
          const quotes =
            typeof value === 'string' &&
            value.length > 8 &&
            outcome !== 'accepted' &&
            `${outcome.message} ${outcome.hint}`.includes(value);
          return (outcome === 'accepted' || outcome.status === 401) && !quotes;
        },
      ),
    );
  });

  const claim = fc.oneof(
    fc.anything(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.array(fc.string()),
  );

  it('tells the user of the doctor to give the token alone', () => {
    expect(() => AccessToken.parse('Bearer abc', now, 'doctor')).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('without a word such as Bearer'),
      }),
    );
  });

  it('S43: returns a token that can describe itself, or a 401, for any claims', () => {
    fc.assert(
      fc.property(
        fc.record(
          { iss: claim, aud: claim, exp: claim, ['__proto__']: claim },
          { requiredKeys: [] },
        ),
        fc.record({ typ: claim, alg: claim }, { requiredKeys: [] }),
        (claims, header) => {
          let text: string;
          try {
            text = unsignedJwt(claims, header);
          } catch {
            return true; // These claims cannot be in a token, because JSON cannot express them.
          }
          if (outcomeOf(text) !== 'accepted') {
            return true;
          }
          const token = AccessToken.parse(text, now);
          const { expiresAtMs } = token;
          return (
            token.describe().length <= 1024 &&
            (expiresAtMs === undefined || expiresAtMs > now.getTime()) &&
            Object.keys(Object.prototype).length === 0
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
