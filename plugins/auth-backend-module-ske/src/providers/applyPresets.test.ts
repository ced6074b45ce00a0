import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { providerPresets } from '@kratix-portal/plugin-ske-common';
import { applyPresets } from './applyPresets';

const own = { clientId: 'portal', clientSecret: 'secret' };

function apply(section: JsonObject) {
  return applyPresets(
    'corp',
    new ConfigReader({ production: { ...own, ...section } }),
  ).get<JsonObject>('production');
}

describe('applyPresets', () => {
  it('leaves a section without a preset as it is', () => {
    expect(apply({ prompt: 'login' })).toEqual({ ...own, prompt: 'login' });
  });

  it.each(Object.entries(providerPresets))(
    'applies the preset %s',
    (preset, { tokenKind, profile, additionalScopes }) => {
      expect(apply({ preset })).toMatchObject({
        ...own,
        tokenKind,
        profile,
        additionalScopes,
      });
    },
  );

  it('prefers each key of the section', () => {
    const overrides = {
      additionalScopes: ['openid'],
      tokenKind: 'access',
      profile: 'userinfo',
      usernameClaim: 'sub',
      groupsClaim: 'roles',
      logoutRedirectParameter: 'back',
      prompt: 'login',
      startUrlSearchParams: { access_type: 'online' },
    };
    expect(apply({ preset: 'google', ...overrides })).toEqual({
      ...own,
      preset: 'google',
      ...overrides,
    });
  });

  it('merges startUrlSearchParams by their names', () => {
    expect(
      apply({ preset: 'google', startUrlSearchParams: { hd: 'example.com' } })
        .startUrlSearchParams,
    ).toEqual({ access_type: 'offline', hd: 'example.com' });
  });

  it.each<[string, string | undefined, JsonObject]>([
    [
      'audience',
      'auth0',
      { startUrlSearchParams: { audience: 'https://platform.example.com' } },
    ],
    [
      'resource',
      undefined,
      { startUrlSearchParams: { resource: 'https://platform.example.com' } },
    ],
    [
      'resource',
      'cognito',
      { startUrlSearchParams: { resource: 'https://platform.example.com' } },
    ],
    [
      'a scope',
      'entra',
      {
        additionalScopes: [
          'offline_access',
          'https://platform.example.com/.default',
        ],
      },
    ],
    [
      'a scope',
      'dex',
      {
        additionalScopes: [
          'offline_access',
          'groups',
          'audience:server:client_id:https://platform.example.com',
        ],
      },
    ],
  ])('requests the audience with %s for preset %s', (_, preset, expected) => {
    const section = apply({
      ...(preset && { preset }),
      audience: 'https://platform.example.com',
    });
    expect(section).toMatchObject(expected);
  });

  it.each(['keycloak', 'okta', 'google', 'pinniped'])(
    'rejects an audience for preset %s, whose audience is set at the provider',
    preset => {
      expect(() => apply({ preset, audience: 'kube' })).toThrow(
        /^auth\.providers\.corp\.production\.audience has no effect with preset .*remove the key/,
      );
    },
  );

  it.each<[string, JsonObject, RegExp]>([
    ['an unknown preset', { preset: 'octa' }, /\.preset must be one of oidc, /],
    ['an inherited name', { preset: 'toString' }, /\.preset must be one of/],
    ['a number as preset', { preset: 1 }, /\.preset must be one of/],
    ['an empty audience', { audience: '' }, /\.audience must be a text/],
    [
      'a list as groupsClaim',
      { groupsClaim: ['a'] },
      /\.groupsClaim must be a text/,
    ],
  ])('rejects %s', (_, section, message) => {
    expect(() => apply(section)).toThrow(message);
  });
});
