import type { JsonObject } from '@backstage/types';
import { decodeJwt } from 'jose';
import {
  cleanUp,
  clusterWith,
  jane,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';

afterEach(cleanUp);

const portalWith = (idp: { metadataUrl: string }, provider: JsonObject = {}) =>
  startPortal({
    auth: {
      providers: {
        okta: { development: providerAt(idp.metadataUrl, provider) },
      },
    },
    config: { kubernetes: clusterWith('okta') },
  });

describe('a list of sign-in resolvers', () => {
  const both = {
    signIn: {
      resolvers: [
        { resolver: 'emailMatchingUserEntityProfileEmail' },
        { resolver: 'preferredUsernameMatchingUserEntityName' },
      ],
    },
  };

  it('tries the next resolver if a claim is missing', async () => {
    const idp = await startProvider({ ...jane, email: undefined });
    const { browser } = await portalWith(idp, both);

    const { response } = await browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('tries the next resolver if the e-mail address is not verified', async () => {
    const idp = await startProvider({ ...jane, email_verified: false });
    const { browser } = await portalWith(idp, both);

    const { response } = await browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('names each missing claim when all are missing', async () => {
    const idp = await startProvider({
      sub: '1',
      email: 'jane@example.com',
    });
    const { browser } = await portalWith(idp, both);

    const { error } = await browser.signIn('okta');

    expect(error).toEqual({
      name: 'AuthenticationError',
      message:
        "Login failed, the user's profile does not contain an email: its email_verified claim is missing; " +
        "the user's profile has no preferred_username, which providers often return with the scope profile.",
    });
  });

  it('names the missing claims when another resolver found no user', async () => {
    const idp = await startProvider({
      sub: '1',
      preferred_username: 'joe',
    });
    const { browser } = await portalWith(idp, both);

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(
      /unable to resolve user identity.* \(the user's profile does not contain an email\)/,
    );
  });

  it('stops at a domain that is not allowed', async () => {
    const idp = await startProvider();
    const { browser } = await portalWith(idp, {
      signIn: {
        resolvers: [
          {
            resolver: 'emailLocalPartMatchingUserEntityName',
            allowedDomains: ['other.example.com'],
          },
          { resolver: 'preferredUsernameMatchingUserEntityName' },
        ],
      },
    });

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/not from an allowed domain/);
  });
});

describe('a provider whose userinfo endpoint rejects the access token', () => {
  const fromIdToken = { profile: 'id-token' };

  it.each([
    ['with a userinfo endpoint', {}],
    ['without a userinfo endpoint', { userinfo_endpoint: undefined }],
  ])('signs in with profile: id-token, %s', async (_, metadata) => {
    const idp = await startProvider(jane, { profileInIdToken: true, metadata });
    const { browser } = await portalWith(idp, fromIdToken);

    const { response, error } = await browser.signIn('okta');
    const refreshed = await browser.refresh('okta');

    expect(error).toBeUndefined();
    expect(response?.profile).toEqual({
      email: 'jane@example.com',
      displayName: 'Jane',
    });
    expect(refreshed.status).toBe(200);
    expect(refreshed.profile).toEqual(response?.profile);
    expect(decodeJwt(refreshed.backstageIdentity?.token ?? '').tok).toBe(
      idp.accessTokens[1],
    );
  });

  it('accepts an e-mail address without email_verified only by configuration', async () => {
    const idp = await startProvider(
      { ...jane, email_verified: undefined },
      { profileInIdToken: true },
    );
    const strict = await portalWith(idp, fromIdToken);
    const { error } = await strict.browser.signIn('okta');
    expect(error?.message).toMatch(/its email_verified claim is missing/);

    const lenient = await portalWith(idp, {
      ...fromIdToken,
      dangerouslyAcceptMissingEmailVerified: true,
    });
    const { response } = await lenient.browser.signIn('okta');
    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('never accepts an e-mail address with email_verified: false', async () => {
    const idp = await startProvider(
      { ...jane, email_verified: false },
      { profileInIdToken: true },
    );
    const { browser } = await portalWith(idp, {
      ...fromIdToken,
      dangerouslyAcceptMissingEmailVerified: true,
    });

    const { error } = await browser.signIn('okta');

    expect(error?.message).toMatch(/its email_verified claim is not true/);
  });
});

describe('S24: a discovery document with an http endpoint', () => {
  it('is rejected at every sign-in, with the reason', async () => {
    const idp = await startProvider(jane, {
      metadata: { token_endpoint: 'http://idp.example.com/token' },
    });
    const portal = await portalWith(idp);

    const { error } = await portal.browser.signIn('okta');

    expect(error?.message).toMatch(
      /has the token_endpoint http:\/\/idp\.example\.com\/token, which is not an https URL/,
    );
    expect(portal.logged.error.join()).toContain('token_endpoint');
  });
});
