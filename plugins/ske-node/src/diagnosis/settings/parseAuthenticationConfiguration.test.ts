import { stringify } from 'yaml';
import { parseAuthenticationConfiguration } from './parseAuthenticationConfiguration';

const issuer = { url: 'https://idp.example.com', audiences: ['kube'] };
const claimMappings = { username: { claim: 'email', prefix: '' } };

const parse = (...jwt: unknown[]) =>
  parseAuthenticationConfiguration(
    stringify({ kind: 'AuthenticationConfiguration', jwt }),
    'auth.yaml',
  );

describe('parseAuthenticationConfiguration', () => {
  it('reads the claims that must have a value, and all expressions', () => {
    const { issuers } = parse({
      issuer,
      claimMappings: {
        username: { expression: 'claims.upn' },
        groups: { expression: 'claims.roles' },
        uid: { expression: 'claims.oid' },
        extra: [{ key: 'example.com/t', valueExpression: 'claims.tid' }],
      },
      claimValidationRules: [
        { claim: 'department', requiredValue: 'platform' },
        { expression: 'claims.exp - claims.iat <= 3600', message: 'too long' },
      ],
      userValidationRules: [{ expression: 'user.username != "root"' }],
    });

    expect(issuers).toEqual([
      expect.objectContaining({
        url: issuer.url,
        requiredClaims: [{ claim: 'department', value: 'platform' }],
        expressions: [
          'claimMappings.username: claims.upn',
          'claimMappings.groups: claims.roles',
          'claimMappings.uid: claims.oid',
          'claimMappings.extra: claims.tid',
          'claimValidationRules: claims.exp - claims.iat <= 3600',
          'userValidationRules: user.username != "root"',
        ],
      }),
    ]);
  });

  it.each([
    ['an empty file', '', /^auth\.yaml is not an .* expected object/],
    ['another kind', 'kind: Pod', /\bkind: .*"AuthenticationConfiguration"/],
    [
      'a field of another type',
      stringify({
        kind: 'AuthenticationConfiguration',
        jwt: [{ issuer: { ...issuer, audiences: 'kube' }, claimMappings }],
      }),
      /\bjwt\[0\]\.issuer\.audiences: .*expected array/,
    ],
  ])('says in one line what is wrong in %s', (_, text, message) => {
    const read = () => parseAuthenticationConfiguration(text, 'auth.yaml');
    expect(read).toThrow(message);
    expect(read).not.toThrow(/\n/);
  });

  it('rejects two entries of the same issuer, as an API server does', () => {
    const entry = () => structuredClone({ issuer, claimMappings });
    expect(() => parse(entry(), entry())).toThrow(
      'two entries of jwt with issuer.url https://idp.example.com',
    );
  });
});
