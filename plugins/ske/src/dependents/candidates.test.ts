import type { KubernetesObject } from '../live';
import { isChildOf, listCandidates, requiredPromises } from './candidates';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'App',
  namespace: 'team-a',
  name: 'shop',
};
const promise = (name: string, kind?: string): KubernetesObject => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Promise',
  metadata: { name, uid: name },
  spec: {
    requiredPromises: [{ name: 'redis', version: 'v1' }],
    ...(kind && {
      api: {
        spec: {
          group: 'demo.example.com',
          scope: 'Namespaced',
          names: { kind, plural: `${kind.toLowerCase()}s` },
          versions: [{ name: 'v1', served: true, storage: true }],
        },
      },
    }),
  },
});
const child = (labels: Record<string, string>, namespace = 'team-a') => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Redis',
  metadata: { name: 'cache', namespace, uid: '1', labels },
});

describe('requiredPromises', () => {
  it('names the Promises that a Promise requires', () => {
    expect(requiredPromises(promise('app'))).toEqual(['redis']);
    expect(requiredPromises(undefined)).toEqual([]);
  });
});

describe('listCandidates', () => {
  it('selects the requests of every other Promise with an API by the labels that a compound Promise sets', () => {
    const promises = [promise('app', 'App'), promise('redis', 'Redis')];
    expect(listCandidates(ref, 'app', [...promises, promise('bare')])).toEqual([
      {
        promise: 'redis',
        query: {
          apiVersion: 'demo.example.com/v1',
          kind: 'Redis',
          labelSelector:
            'kratix.io/parent-promise-name=app,kratix.io/parent-resource-name=shop',
        },
      },
    ]);
  });
});

describe('isChildOf', () => {
  it.each([
    [true, { 'kratix.io/parent-resource-namespace': 'team-a' }, 'elsewhere'],
    [false, { 'kratix.io/parent-resource-namespace': 'team-b' }, 'team-a'],
    [true, {}, 'team-a'],
    [false, {}, 'team-b'],
  ])('%s for the labels %j in %s', (expected, labels, namespace) => {
    expect(isChildOf(child(labels, namespace), ref)).toBe(expected);
  });
});
