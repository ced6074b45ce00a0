import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { findNearKinds, findNearNames } from './nearNames';
import { readPresence } from '../../object/presence';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const object: KubernetesObject = {
  apiVersion: ref.apiVersion,
  kind: ref.kind,
  metadata: { name: 'orders', namespace: 'team-a', uid: '1' },
};
const fails = (code: SkeError['code']) => new SkeError({ code, message: 'no' });

describe('readPresence', () => {
  it.each([
    ['present', { status: 'reconnecting', object }],
    ['present', { status: 'refused', object, error: fails('forbidden') }],
    ['deleted', { status: 'live', deleted: { object, deletedAt: 1 } }],
    ['missing', { status: 'live' }],
    ['missing', { status: 'refused', error: fails('not-found') }],
    ['unknown-kind', { status: 'refused', error: fails('kind-not-served') }],
    ['hidden', { status: 'refused', error: fails('forbidden') }],
    ['hidden', { status: 'refused', error: fails('kind-not-allowed') }],
    ['failed', { status: 'refused', error: fails('cluster-unreachable') }],
    ['loading', { status: 'loading' }],
    ['loading', { status: 'reconnecting', error: fails('timeout') }],
    ['signed-out', { status: 'signed-out' }],
    ['signed-out', { status: 'signed-out', error: fails('session-ended') }],
    ['failed', { status: 'signed-out', error: fails('identity-rejected') }],
  ] as const)('%s for %j', (type, live) => {
    expect(readPresence(live).type).toBe(type);
  });
});

describe('findNearNames', () => {
  it('finds names with other upper and lower case, in other namespaces and with typing errors, the most similar first', () => {
    expect(
      findNearNames({ ...ref, name: 'Orders' }, [
        { name: 'billing', namespace: 'team-a' },
        { name: 'orderz', namespace: 'team-a' },
        { name: 'orders-archive', namespace: 'team-a' },
        { name: 'orders', namespace: 'team-b' },
        { name: 'orders', namespace: 'team-b' },
      ]).map(({ namespace, name }) => `${namespace}/${name}`),
    ).toEqual(['team-b/orders', 'team-a/orders-archive', 'team-a/orderz']);
  });

  it('finds nothing among names that have nothing in common', () => {
    expect(findNearNames(ref, [{ name: 'invoices' }])).toEqual([]);
  });
});

describe('findNearKinds', () => {
  const promise = {
    metadata: { name: 'database' },
    spec: {
      api: {
        spec: {
          group: 'demo.example.com',
          scope: 'Namespaced',
          names: { kind: 'Database', plural: 'databases', shortNames: ['db'] },
          versions: [{ name: 'v1', storage: true, served: true }],
        },
      },
    },
  } as unknown as Parameters<typeof findNearKinds>[1][number];

  it.each(['database', 'databases', 'DB'])('finds the kind for %s', kind => {
    expect(findNearKinds({ ...ref, kind }, [promise])).toEqual([ref]);
  });

  it('finds the same kind in another version', () => {
    expect(
      findNearKinds({ ...ref, apiVersion: 'demo.example.com/v2' }, [promise]),
    ).toEqual([ref]);
  });

  it('does not suggest the kind that the address already has', () => {
    expect(findNearKinds(ref, [promise])).toEqual([]);
  });
});
