import type { Entity } from '@backstage/catalog-model';
import { readSubmission } from './readSubmission';
import { readTarget } from './readTarget';

function entity(
  annotations: Record<string, string>,
  specType?: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'one', annotations },
    ...(specType && { spec: { type: specType } }),
  };
}

const resource = {
  'kratix.io/type': 'resource',
  'kratix.io/group': 'demo.example.com',
  'kratix.io/version': 'v1',
  'kratix.io/kind': 'Database',
  'kratix.io/name': 'orders',
  'kratix.io/namespace': 'team-orders',
};

describe('readTarget', () => {
  it('reads the reference of a resource, even without the name of its Promise', () => {
    expect(readTarget(entity(resource))).toEqual({
      type: 'resource',
      ref: {
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        namespace: 'team-orders',
        name: 'orders',
      },
    });
  });

  it.each(['group', 'version', 'kind', 'name', 'namespace'])(
    'names the annotation kratix.io/%s if a resource lacks it',
    part => {
      const name = `kratix.io/${part}`;
      const incomplete = { type: 'incomplete', missing: [name] };
      const { [name as keyof typeof resource]: _, ...others } = resource;
      expect(readTarget(entity(others))).toEqual(incomplete);
      expect(readTarget(entity({ ...resource, [name]: ' ' }))).toEqual(
        incomplete,
      );
    },
  );

  it('accepts a cluster-scoped object of the catalog module', () => {
    expect(
      readTarget(
        entity({
          ...resource,
          'kratix.io/namespace': '',
          'kratix-portal.io/cluster': 'platform',
        }),
      ),
    ).toEqual({
      type: 'resource',
      ref: {
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        name: 'orders',
      },
    });
  });

  it.each([
    [{ 'kratix.io/type': 'promise' }, undefined],
    [{}, 'kratix-promise'],
  ])(
    'requires only the annotation that is for Promises: %p, %p',
    (annotations, specType) => {
      expect(readTarget(entity(annotations, specType))).toEqual({
        type: 'incomplete',
        missing: ['kratix.io/promise-name'],
      });
      expect(
        readTarget(
          entity(
            { ...annotations, 'kratix.io/promise-name': 'database' },
            specType,
          ),
        ),
      ).toEqual({ type: 'promise', name: 'database' });
    },
  );

  it('does not read the recorded status, so invalid JSON in it has no effect', () => {
    expect(
      readTarget(entity({ ...resource, 'kratix.io/status': '{not json' })),
    ).toHaveProperty('type', 'resource');
  });
});

describe('F9: readSubmission', () => {
  const url = 'https://git.example.com/pulls/7';

  it.each([
    [{}, undefined],
    [{ 'kratix.io/pull-request-url': url }, undefined],
    [{ 'kratix.io/phase': 'merged' }, undefined],
    [{ 'kratix.io/phase': 'pending' }, { phase: 'pushed' }],
    [{ 'kratix.io/phase': 'pending-review' }, { phase: 'pending-review' }],
    [
      {
        'kratix.io/phase': 'pending-deletion',
        'kratix.io/pull-request-url': url,
      },
      { phase: 'pending-deletion', pullRequestUrl: url },
    ],
  ])('reads %p', (annotations, expected) => {
    expect(readSubmission(entity(annotations))).toEqual(expected);
  });
});
