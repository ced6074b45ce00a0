import { cleanText, keepDirection } from './cleanText';
import { isSkeErrorCode, skeErrorCodes } from './codes';
import { invalidField, SkeError } from './SkeError';

describe('SkeError', () => {
  it('has the status and the name of its code', () => {
    const error = new SkeError({ code: 'forbidden', message: 'no' });
    expect(error).toMatchObject({
      status: 403,
      name: 'NotAllowedError',
      message: 'no',
    });
    expect(SkeError.is(error)).toBe(true);
  });

  it('rejects other errors in is(), and is not recognised by the error classes of Backstage', () => {
    expect(SkeError.is(new Error('no'))).toBe(false);
    expect(SkeError.is(Object.assign(new Error(), { code: 'ENOENT' }))).toBe(
      false,
    );
    expect(SkeError.is({ code: 'forbidden' })).toBe(false);
    expect(SkeError.is(undefined)).toBe(false);
  });

  it('names each invalid field', () => {
    const error = SkeError.invalidInput([
      invalidField('name', 'is missing'),
      invalidField('kind', 'is not a kind'),
    ]);
    expect(error.message).toBe('name is missing. kind is not a kind.');
    expect(error.causes).toEqual([
      { field: 'name', message: 'name is missing.' },
      { field: 'kind', message: 'kind is not a kind.' },
    ]);
  });

  it('lists the first fifty causes and counts the rest, even if they are the causes of another SkeError', () => {
    const message = 'name is missing.';
    const many = Array.from({ length: 60 }, () => ({ message }));
    const { causes } = new SkeError({
      code: 'invalid',
      message: 'no',
      causes: many,
    });
    expect(causes).toHaveLength(51);
    expect(causes?.at(-1)).toEqual({ message: '10 more are not listed.' });
    const again = new SkeError({
      code: 'invalid',
      message: 'no',
      causes: [...(causes ?? [])],
    });
    expect(again.causes).toEqual(causes);
  });

  it('S41: has no line break in its message and causes, which could forge a line of a log', () => {
    const key = 'a\n2026-01-01 info All is well\tb';
    const errors = [
      SkeError.invalidInput([invalidField(key, 'is not a field')]),
      new SkeError({
        code: 'invalid',
        message: `No: ${key}`,
        causes: [{ field: key, reason: key, message: key }],
      }),
    ];
    for (const error of errors) {
      expect(JSON.stringify([error.message, error.causes])).not.toMatch(
        /\\[nt]/,
      );
      expect(error.causes?.[0].field).toBe('a 2026-01-01 info All is well b');
    }
  });

  it.each(['toString', '__proto__', 'constructor', '', 42, undefined])(
    'does not recognise %j as a code',
    value => {
      expect(isSkeErrorCode(value)).toBe(false);
    },
  );

  it('has a code for each row of the error table', () => {
    expect(
      Object.entries(skeErrorCodes).map(([code, { status }]) => [code, status]),
    ).toEqual([
      ['no-credentials', 401],
      ['session-ended', 401],
      ['identity-rejected', 401],
      ['forbidden', 403],
      ['policy-denied', 403],
      ['quota-exceeded', 403],
      ['kind-not-allowed', 403],
      ['identity-mismatch', 403],
      ['invalid-input', 400],
      ['not-found', 404],
      ['kind-not-served', 404],
      ['method-not-allowed', 405],
      ['conflict', 409],
      ['already-exists', 409],
      ['namespace-terminating', 409],
      ['logs-pending', 409],
      ['expired', 410],
      ['logs-gone', 410],
      ['invalid', 422],
      ['too-many-requests', 429],
      ['internal', 500],
      ['cluster-error', 502],
      ['cluster-unreachable', 503],
      ['cluster-untrusted', 503],
      ['logs-unavailable', 503],
      ['idp-unavailable', 503],
      ['timeout', 504],
    ]);
  });
});

describe('cleanText', () => {
  it('S41: replaces characters that could hide or forge text, and keeps line feeds', () => {
    expect(cleanText('a\u0000b\u001b[31mc\u202ed\u200be\nf\tg')).toBe(
      'a\ufffdb\ufffd[31mc\ufffdd\ufffde\nf\tg',
    );
  });

  it.each([
    ['a\u202eb', 'a\ufffdb'],
    ['a\u2069\u202eb', 'a\ufffd\ufffdb'],
    ['\u2067a', '\ufffda'],
    ['\u2067a\u2069 b\u2069', '\u2067a\u2069 b\ufffd'],
    ['\u2068\u2067a\u2069', '\ufffd\u2067a\u2069'],
    ['\u05d0\u200f \u{1f469}\u200d\u{1f4bb}\n', undefined],
  ])(
    'S41: replaces the characters of %j that change the direction of the text around it',
    (text, shown = text) => {
      expect(keepDirection(text)).toBe(shown);
    },
  );

  it('S41: shortens text to one kilobyte', () => {
    expect(cleanText('x'.repeat(5000))).toBe(`${'x'.repeat(1023)}…`);
  });
});
