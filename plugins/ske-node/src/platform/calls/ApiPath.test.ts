import fc from 'fast-check';
import {
  collectionPath,
  discoveryPath,
  objectPath,
  podLogPath,
  ResourceLocation,
} from './ApiPath';

function build(location: ResourceLocation, name: string): string | undefined {
  try {
    return objectPath(location, name);
  } catch (error) {
    if (/not valid|not safe/.test((error as Error).message)) {
      return undefined;
    }
    throw error;
  }
}

describe('ApiPath', () => {
  it.each([
    [
      objectPath(
        { group: '', version: 'v1', plural: 'configmaps', namespace: 'a' },
        'b.c',
      ),
      '/api/v1/namespaces/a/configmaps/b.c',
    ],
    [
      objectPath(
        {
          group: 'platform.kratix.io',
          version: 'v1alpha1',
          plural: 'promises',
        },
        'redis',
      ),
      '/apis/platform.kratix.io/v1alpha1/promises/redis',
    ],
    [
      collectionPath({
        group: 'demo.example.com',
        version: 'v1',
        plural: 'databases',
        namespace: 'team-a',
      }),
      '/apis/demo.example.com/v1/namespaces/team-a/databases',
    ],
    [podLogPath('a', 'b'), '/api/v1/namespaces/a/pods/b/log'],
    [discoveryPath('', 'v1'), '/api/v1'],
    [discoveryPath('apps', 'v1'), '/apis/apps/v1'],
  ])('builds %s', (path, expected) => {
    expect(path).toBe(expected);
  });

  const hostile = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '..%2f',
      'a/b',
      'a\\b',
      'a?b',
      'a#b',
      'a;b',
      '',
      ' ',
      'a\n',
      'pods/exec',
      '__proto__',
    ),
    fc.stringMatching(/^[a-z0-9./%-]{1,12}$/),
  );

  it('S21: builds only paths that a URL parser does not change, with the same number of parts', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.option(hostile, { nil: undefined }),
        hostile,
        (group, version, plural, namespace, name) => {
          const path = build({ group, version, plural, namespace }, name);
          if (path === undefined) {
            return true;
          }
          const url = new URL(path, 'https://cluster');
          const parts = path.split('/').slice(1);
          const count =
            (group === '' ? 2 : 3) + (namespace === undefined ? 0 : 2) + 2;
          return (
            url.pathname === path &&
            url.host === 'cluster' &&
            url.search + url.hash === '' &&
            parts.length === count &&
            parts.at(-1) === name
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('S21: builds the path of exactly the named log, or rejects the names', () => {
    fc.assert(
      fc.property(hostile, hostile, (namespace, pod) => {
        let path: string;
        try {
          path = podLogPath(namespace, pod);
        } catch (error) {
          return /not valid|not safe/.test((error as Error).message);
        }
        return (
          new URL(path, 'https://cluster').pathname === path &&
          path.split('/').length === 8 &&
          path.endsWith(`/pods/${pod}/log`)
        );
      }),
      { numRuns: 1000 },
    );
  });
});
