import { oidcAuthApiRef } from './oidcAuthApiRef';

describe('oidcAuthApiRef', () => {
  it.each([
    ['keycloak', 'auth.ske.keycloak'],
    ['corp-sso', 'auth.ske.corp-sso'],
    ['auth0', 'auth.ske.auth0'],
  ])('derives from the provider %s the API id %s', (providerId, id) => {
    expect(oidcAuthApiRef(providerId).id).toBe(id);
  });

  it('derives different ids from providers that only differ in capitals, hyphens and underscores', () => {
    const ids = ['myidp', 'myIdP', 'my-idp', 'my_idp', 'my-2', 'my2'].map(
      providerId => oidcAuthApiRef(providerId).id,
    );

    expect(new Set(ids).size).toBe(ids.length);
  });
});
