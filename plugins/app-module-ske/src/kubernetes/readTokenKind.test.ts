import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readTokenKind } from './readTokenKind';

function read(section: JsonObject, cluster: JsonObject = {}) {
  return readTokenKind(
    new ConfigReader({
      auth: {
        environment: 'production',
        providers: { myIdP: { production: section } },
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              { oidcTokenProvider: 'other', tokenKind: 'id' },
              { oidcTokenProvider: 'myIdP', ...cluster },
            ],
          },
        ],
      },
    }),
    'myIdP',
  );
}

describe('readTokenKind', () => {
  it('returns access when no key is configured', () => {
    expect(read({})).toBe('access');
  });

  it('reads clusters of locators of type config only, as the backend does', () => {
    const withType = (type: string) =>
      readTokenKind(
        new ConfigReader({
          kubernetes: {
            clusterLocatorMethods: [
              {
                type,
                clusters: [{ oidcTokenProvider: 'myIdP', tokenKind: 'id' }],
              },
            ],
          },
        }),
        'myIdP',
      );
    expect(withType('config')).toBe('id');
    expect(withType('catalog')).toBe('access');
  });

  it('prefers the cluster to the provider, and the provider to its preset', () => {
    expect(read({ preset: 'google' })).toBe('id');
    expect(read({ preset: 'google', tokenKind: 'access' })).toBe('access');
    expect(read({ tokenKind: 'access' }, { tokenKind: 'id' })).toBe('id');
  });
});
