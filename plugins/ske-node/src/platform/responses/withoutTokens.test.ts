import fc from 'fast-check';
import { withoutTokens } from './withoutTokens';

const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');

describe('S7: withoutTokens', () => {
  it.each([
    [
      'dump: GET / HTTP/1.1\r\nauthorization: Bearer abc.def-ghi_jkl\r\nhost: a',
      'dump: GET / HTTP/1.1\r\nauthorization: Bearer [token]\r\nhost: a',
    ],
    ['invalid bearer token', 'invalid bearer token'],
    ['Basic dXNlcjpwYXNz is not taken', 'Basic [token] is not taken'],
    ['only basic databases.', 'only basic databases.'],
    ['AUTHORIZATION: BEARER QUJDREVGR0g=', 'AUTHORIZATION: BEARER [token]'],
    ['"a" is forbidden: User "b" cannot', '"a" is forbidden: User "b" cannot'],
  ])('removes only tokens from %j', (text, expected) => {
    expect(withoutTokens(text)).toBe(expected);
  });

  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const request =
    'GET / HTTP/1.1\r\nAuthorization: Bearer abc.def-ghi_jkl\r\nHost: a';

  it.each([
    [`dump ${base64(request)} end`, 'dump [token] end'],
    [`"${base64(base64(request))}"`, '"[token]"'],
    [
      `{"request":"${base64(`[{"token":"${encode({ alg: 'RS256' })}.e30.abc"}]`)}"}`,
      '{"request":"[token]"}',
    ],
    [
      `data ${base64('no credential in this text')}`,
      `data ${base64('no credential in this text')}`,
    ],
    [
      'validatingadmissionpolicies.admissionregistration.k8s.io',
      'validatingadmissionpolicies.admissionregistration.k8s.io',
    ],
  ])(
    'removes only base64 texts that contain a token from %j',
    (text, expected) => {
      expect(withoutTokens(text)).toBe(expected);
    },
  );

  const jwt = fc
    .tuple(
      fc.record({ alg: fc.constantFrom('RS256', 'ES256') }),
      fc.record({ sub: fc.string(), more: fc.string({ minLength: 20 }) }),
      fc.uint8Array({ minLength: 32, maxLength: 64 }),
    )
    .map(([header, claims, signature]) => [
      encode(header),
      encode(claims),
      Buffer.from(signature).toString('base64url'),
    ]);

  it('removes every part of a JWT, at any position', () => {
    fc.assert(
      fc.property(
        jwt,
        fc.constantFrom('', ' ', '"', '[', 'token=', '\n'),
        fc.nat({ max: 5_000 }),
        (parts, before, at) => {
          const text = `${'x'.repeat(at)} ${before}${parts.join('.')}" is bad`;
          const shown = withoutTokens(text);
          return parts.every(part => !shown.includes(part.slice(0, 16)));
        },
      ),
    );
  });

  it('S43: reads only the part of a text that is shown', () => {
    expect(withoutTokens('eyJ-'.repeat(1_000_000)).length).toBeLessThan(4_097);
  });
});
