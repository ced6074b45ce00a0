import fc from 'fast-check';
import { parsePermissionTargetRef } from './permissionTargetRef';

describe('parsePermissionTargetRef', () => {
  it.each([
    [
      'marketplace.kratix.io/v1alpha1/Redis/team-a/cache',
      {
        apiVersion: 'marketplace.kratix.io/v1alpha1',
        kind: 'Redis',
        namespace: 'team-a',
        name: 'cache',
      },
    ],
    [
      'v1/ConfigMap/default/a.b',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'a.b',
      },
    ],
    [
      'platform.kratix.io/v1alpha1/Promise/-/redis',
      {
        apiVersion: 'platform.kratix.io/v1alpha1',
        kind: 'Promise',
        name: 'redis',
      },
    ],
  ])('parses %s', (ref, target) => {
    expect(parsePermissionTargetRef(ref)).toEqual(target);
  });

  it.each([
    '',
    'Redis',
    'a/b/c',
    'v1/ConfigMap//x',
    'v1/ConfigMap/../x',
    'a/b/c/d/e/f',
  ])('returns undefined for %p', ref =>
    expect(parsePermissionTargetRef(ref)).toBeUndefined(),
  );

  it('S43: never throws', () => {
    fc.assert(
      fc.property(fc.string(), ref => {
        parsePermissionTargetRef(ref);
      }),
    );
  });
});
