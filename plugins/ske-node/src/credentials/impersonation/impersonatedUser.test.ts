import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { JWTPayload } from 'jose';
import type { ImpersonationConfig } from '../../config';
import { impersonatedUser } from './impersonatedUser';

const issuer = 'https://idp.example.com';

const configured = (
  more: Partial<ImpersonationConfig> = {},
): ImpersonationConfig => ({
  path: 'clusters[0].impersonation',
  providerId: 'keycloak',
  metadataUrl: `${issuer}/.well-known/openid-configuration`,
  audience: 'kube',
  usernameClaim: 'email',
  groupsClaim: 'groups',
  groupsPrefix: '',
  account: { authorization: async () => 'Bearer of-the-account' },
  ...more,
});

const userOf = (claims: JWTPayload, more: Partial<ImpersonationConfig> = {}) =>
  impersonatedUser(claims, issuer, configured(more));

function refusal(claims: JWTPayload, more = {}): SkeError {
  try {
    userOf(claims, more);
  } catch (error) {
    return error as SkeError;
  }
  throw new Error('the user was accepted');
}

const email = 'jane@example.com';

describe('impersonatedUser', () => {
  it.each<[string, JWTPayload, Partial<ImpersonationConfig>, string]>([
    ['no prefix for email', { email }, {}, email],
    [
      'the issuer as the prefix of another claim',
      { sub: 'jane' },
      { usernameClaim: 'sub' },
      `${issuer}#jane`,
    ],
    [
      'no prefix',
      { sub: 'jane' },
      { usernameClaim: 'sub', usernamePrefix: '' },
      'jane',
    ],
    ['a prefix', { email }, { usernamePrefix: 'oidc:' }, `oidc:${email}`],
    [
      'a claim that a URL names',
      { 'https://example.com/name': 'jane' },
      { usernameClaim: 'https://example.com/name', usernamePrefix: 'x:' },
      'x:jane',
    ],
  ])(
    'reads the user name with %s, as kube-apiserver does',
    (_, claims, more, name) => {
      expect(userOf(claims, more).name).toBe(name);
    },
  );

  it.each<[string, unknown, string[]]>([
    ['a list', ['a', 'b'], ['oidc:a', 'oidc:b']],
    ['one text', 'a', ['oidc:a']],
    ['an empty list', [], []],
    ['no claim', undefined, []],
  ])(
    'reads the groups of %s, as kube-apiserver does',
    (_, groups, expected) => {
      const claims = { email, ...(groups !== undefined && { groups }) };
      expect(userOf(claims, { groupsPrefix: 'oidc:' }).groups).toEqual(
        expected,
      );
    },
  );

  it('reads no groups unless a claim is configured', () => {
    expect(
      userOf({ email, groups: ['a'] }, { groupsClaim: undefined }).groups,
    ).toEqual([]);
  });

  it.each<[string, JWTPayload, string]>([
    ['no user name', {}, "has no claim 'email'"],
    ['an empty user name', { email: '' }, "has no claim 'email'"],
    ['a user name that is a number', { email: 7 }, "has no claim 'email'"],
    [
      'a user name that is inherited',
      Object.create({ email }),
      "has no claim 'email'",
    ],
    [
      'an e-mail address that is not verified',
      { email, email_verified: false },
      'not verified',
    ],
    [
      'an e-mail address whose verification is a text',
      { email, email_verified: 'true' },
      'not verified',
    ],
    [
      'a system user',
      { email: 'system:admin' },
      'user name that starts with system:',
    ],
    [
      'a system user in capitals',
      { email: 'System:admin' },
      'starts with system:',
    ],
    ['a system user after a space', { email: ' system:admin' }, 'a space'],
    [
      'a user name with a line break',
      { email: 'a\r\nImpersonate-Group: system:masters' },
      'characters that cannot be sent',
    ],
    [
      'a user name with a NUL',
      { email: 'a\u0000' },
      'characters that cannot be sent',
    ],
    [
      'a user name with half of a character',
      { email: 'a\ud800' },
      'characters that cannot be sent',
    ],
    [
      'a group system:masters',
      { email, groups: ['a', 'system:masters'] },
      'group that starts with system:',
    ],
    [
      'a group system:masters after a space',
      { email, groups: [' system:masters'] },
      'a space',
    ],
    [
      'a group system:masters after a tab',
      { email, groups: ['\tsystem:masters'] },
      'characters that cannot be sent',
    ],
    [
      'a group with a line break',
      { email, groups: ['a\nb'] },
      'characters that cannot be sent',
    ],
    ['a group with a space at its end', { email, groups: ['a '] }, 'a space'],
    ['a group without a name', { email, groups: [''] }, 'group without a name'],
    [
      'a group that is a number',
      { email, groups: ['a', 7] },
      'not a list of texts',
    ],
    [
      'groups that are an object',
      { email, groups: { a: 'b' } },
      'not a list of texts',
    ],
    ['groups that are null', { email, groups: null }, 'not a list of texts'],
    [
      'a reference in place of the groups',
      { email, _claim_names: { groups: 'src1' } },
      "refers to its groups instead of containing them in the claim 'groups'",
    ],
    [
      'too many groups',
      { email, groups: Array.from({ length: 501 }, (_, i) => `g${i}`) },
      '501 groups',
    ],
    [
      'groups with too many bytes',
      { email, groups: ['x'.repeat(40_000)] },
      '32 kB',
    ],
  ])('S19: rejects a token with %s', (_, claims, message) => {
    const error = refusal(claims);
    expect(error).toMatchObject({ code: 'identity-rejected', status: 401 });
    expect(error.message).toContain(message);
  });

  it('accepts a name in another alphabet, and a name with system: after a prefix', () => {
    expect(
      userOf(
        { email: 'jürgen@example.com', groups: ['開発', 'system:masters'] },
        { groupsPrefix: 'oidc:' },
      ),
    ).toEqual({
      name: 'jürgen@example.com',
      groups: ['oidc:開発', 'oidc:system:masters'],
    });
  });

  it('S19: rejects a name if the prefix and the claim together start with system:', () => {
    expect(
      refusal({ email: 'tem:admin' }, { usernamePrefix: 'sys' }).message,
    ).toContain('starts with system:');
  });

  it.each<[string, string, JWTPayload]>([
    [
      'that a URL names',
      'https://kratix.example.com/groups',
      { 'https://kratix.example.com/groups': ['dev'] },
    ],
    ['with a namespace', 'cognito:groups', { 'cognito:groups': ['dev'] }],
    [
      'that is nested',
      'realm_access.roles',
      { realm_access: { roles: ['dev'] } },
    ],
    ['with a dot in its name', 'a.b', { 'a.b': ['dev'], a: { b: ['other'] } }],
  ])('reads the groups of a claim %s', (_, groupsClaim, claims) => {
    expect(userOf({ email, ...claims }, { groupsClaim }).groups).toEqual([
      'dev',
    ]);
  });

  it('reads no groups if a part of the path is missing, is not an object, or is inherited', () => {
    for (const claims of [
      {},
      { realm_access: 'roles' },
      { realm_access: null },
      { realm_access: {} },
    ]) {
      expect(
        userOf(
          { email, ...claims },
          { groupsClaim: 'realm_access.constructor' },
        ).groups,
      ).toEqual([]);
    }
  });

  it('rejects the group system:masters of a nested claim', () => {
    const claims = { email, realm_access: { roles: ['system:masters'] } };

    expect(refusal(claims, { groupsClaim: 'realm_access.roles' }).code).toBe(
      'identity-rejected',
    );
  });
});
