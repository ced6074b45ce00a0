import { SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { AccessToken } from './AccessToken';
import { checkUserName } from './checkUserName';

const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');

function check(claims: object, user = 'jane', claim = 'preferred_username') {
  const text = `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
  const token = AccessToken.parse(text, new Date());
  try {
    checkUserName(token, claim, `user:default/${user}`);
    return undefined;
  } catch (error) {
    expect(SkeError.is(error)).toBe(true);
    expect(String(error)).not.toContain(text);
    return error as SkeError;
  }
}

describe('S6: the claim that must be the name of the user', () => {
  it.each([
    ['jane', 'jane'],
    ['Jane', 'jane'],
    ['j.doe-1_x', 'J.Doe-1_X'],
  ])('%j is the user %j', (value, user) => {
    expect(check({ preferred_username: value }, user)).toBeUndefined();
  });

  it.each([
    ['joe', 'is "joe"'],
    ['jane@example.com', 'is "jane@example.com"'],
    [' jane', 'is " jane"'],
    // Cyrillic, and a letter whose lower case is an ASCII one.
    ['j\u0430ne', 'is "j\u0430ne"'],
    ['', 'is ""'],
    [undefined, 'is missing'],
    [null, 'is no text'],
    [7, 'is no text'],
    [['jane'], 'is no text'],
    [{ jane: 'jane' }, 'is no text'],
  ])('%j is not jane', (value, words) => {
    const error = check({ preferred_username: value });
    expect(error).toMatchObject({ code: 'identity-mismatch', status: 403 });
    expect(error?.message).toBe(
      `The portal knows you as user:default/jane, but the access token in your tok claim is not of that name: its claim preferred_username ${words}.`,
    );
  });

  it('the Kelvin sign is no k, although its lower case is', () => {
    expect('\u212A'.toLowerCase()).toBe('k');
    expect(check({ preferred_username: '\u212Aim' }, 'kim')?.code).toBe(
      'identity-mismatch',
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'what every object has is no claim: %s',
    claim => {
      expect(check({}, 'jane', claim)?.message).toMatch(/is missing\.$/);
    },
  );

  it('S43: any value is the same name or a refusal of ours that can be shown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const error = check({ preferred_username: value });
        expect(error?.code).toBe(
          // Text first: an object may well have a toString that is none.
          typeof value === 'string' && value.toLowerCase() === 'jane'
            ? undefined
            : 'identity-mismatch',
        );
        expect(error?.message.length ?? 0).toBeLessThan(400);
      }),
    );
  });
});
