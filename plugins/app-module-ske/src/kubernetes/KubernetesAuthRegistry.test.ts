import {
  KubernetesAuthRegistry,
  type TokenSource,
} from './KubernetesAuthRegistry';

const source = (token: string) => async () => token;

const registry = new KubernetesAuthRegistry({
  oidc: new Map<string, TokenSource>([
    ['okta', source('okta-token')],
    ['myIdP', source('idp-token')],
    ['twice', source('one')],
    ['Twice', source('two')],
    ['session', async () => undefined],
  ]),
  cloud: { google: source('google-token'), aks: source('aks-token') },
});

describe('KubernetesAuthRegistry', () => {
  it.each([
    ['oidc.okta', 'okta-token'],
    ['oidc.myIdP', 'idp-token'],
    ['oidc.myidp', 'idp-token'],
    ['oidc.Twice', 'two'],
    ['google', 'google-token'],
    ['aks', 'aks-token'],
  ])('returns the token of %s', async (authProvider, token) => {
    expect(await registry.getCredentials(authProvider)).toEqual({ token });
  });

  it('adds the token under the id that the cluster uses, and keeps the other tokens', async () => {
    const first = await registry.decorateRequestBodyForAuth('oidc.myidp', {
      entity: {},
      auth: { google: 'g' },
    });
    expect(
      await registry.decorateRequestBodyForAuth('oidc.okta', first),
    ).toEqual({
      entity: {},
      auth: {
        google: 'g',
        oidc: { myidp: 'idp-token', okta: 'okta-token' },
      },
    });
    expect(await registry.decorateRequestBodyForAuth('aks', {})).toEqual({
      auth: { aks: 'aks-token' },
    });
  });

  it.each([
    'serviceAccount',
    'googleServiceAccount',
    'aws',
    'azure',
    'oidc.session',
  ])('adds nothing for %s', async authProvider => {
    const body = { entity: {} };
    expect(await registry.decorateRequestBodyForAuth(authProvider, body)).toBe(
      body,
    );
  });

  it.each([
    ['oidc.unknown', /No sign-in provider has the id 'unknown'/],
    ['oidc.TWICE', /No sign-in provider has the id 'TWICE'/],
    ['toString', /authProvider 'toString' of a cluster is not known/],
  ])('rejects %s', async (authProvider, message) => {
    await expect(registry.getCredentials(authProvider)).rejects.toThrow(
      message,
    );
  });
});
