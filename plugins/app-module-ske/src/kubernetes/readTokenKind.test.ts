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

  it('prefers the cluster to the provider, and the provider to its preset', () => {
    expect(read({ preset: 'google' })).toBe('id');
    expect(read({ preset: 'google', tokenKind: 'access' })).toBe('access');
    expect(read({ tokenKind: 'access' }, { tokenKind: 'id' })).toBe('id');
  });
});
