import { SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { AccessToken } from './AccessToken';
import { unsignedJwt } from '../__testUtils__/unsignedJwt';
import { checkUserName } from './checkUserName';

function check(claims: object, user = 'jane', claim = 'preferred_username') {
  const text = unsignedJwt(claims);
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

describe('S6: checkUserName', () => {
  it.each([
    ['jane', 'jane'],
    ['Jane', 'jane'],
    ['j.doe-1_x', 'J.Doe-1_X'],
  ])('accepts %j for the user %j', (value, user) => {
    expect(check({ preferred_username: value }, user)).toBeUndefined();
  });

  it.each([
    ['joe', 'is "joe"'],
    ['jane@example.com', 'is "jane@example.com"'],
    [' jane', 'is " jane"'],
    // Cyrillic letters, and a letter whose lower-case form is an ASCII letter.
    ['j\u0430ne', 'is "j\u0430ne"'],
    ['', 'is ""'],
    [undefined, 'is missing'],
    [null, 'is not a string'],
    [7, 'is not a string'],
    [['jane'], 'is not a string'],
    [{ jane: 'jane' }, 'is not a string'],
  ])('rejects %j for jane', (value, words) => {
    const error = check({ preferred_username: value });
    expect(error).toMatchObject({ code: 'identity-mismatch', status: 403 });
    expect(error?.message).toBe(
      `The portal knows you as user:default/jane, but the access token in the tok claim has another name: its claim 'preferred_username' ${words}.`,
    );
  });

  it('rejects the Kelvin sign, although its lower case is k', () => {
    expect('\u212A'.toLowerCase()).toBe('k');
    expect(check({ preferred_username: '\u212Aim' }, 'kim')?.code).toBe(
      'identity-mismatch',
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'does not read inherited properties as a claim: %s',
    claim => {
      expect(check({}, 'jane', claim)?.message).toMatch(/is missing\.$/);
    },
  );

  it('S43: accepts the name or throws a SkeError, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const error = check({ preferred_username: value });
        expect(error?.code).toBe(
          // An object may have a toString that is not a function.
          typeof value === 'string' && value.toLowerCase() === 'jane'
            ? undefined
            : 'identity-mismatch',
        );
        expect(error?.message.length ?? 0).toBeLessThan(400);
      }),
    );
  });
});
