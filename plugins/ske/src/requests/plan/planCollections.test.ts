import { planEverywhere, planInNamespaces } from './planCollections';

const kind = (name: string) => ({
  id: `demo.example.com/v1/${name}`,
  apiVersion: 'demo.example.com/v1',
  kind: name,
});

describe('planEverywhere', () => {
  it('follows one collection for two Promises with the same kind', () => {
    const { collections } = planEverywhere([kind('Redis'), kind('Redis')]);

    expect(collections).toEqual([
      {
        kindId: 'demo.example.com/v1/Redis',
        query: { apiVersion: 'demo.example.com/v1', kind: 'Redis' },
      },
    ]);
  });

  it('leaves out the last kinds if the stream has no room', () => {
    const plan = planEverywhere([kind('A'), kind('B'), kind('C')], 2);

    expect(plan.collections.map(({ query }) => query.kind)).toEqual(['A', 'B']);
    expect([...plan.leftOut]).toEqual([[kind('C').id, []]]);
  });
});

describe('planInNamespaces', () => {
  it('follows only the lists that the user may read', () => {
    const { collections } = planInNamespaces({
      kinds: [kind('A'), kind('B')],
      namespaces: ['one', 'two'],
      mayList: ({ kind: name }, namespace) =>
        name === 'A' || namespace === 'two',
      room: 10,
    });

    expect(
      collections.map(({ query }) => [query.kind, query.namespace]),
    ).toEqual([
      ['A', 'one'],
      ['A', 'two'],
      ['B', 'two'],
    ]);
  });

  it('fills the stream namespace by namespace, and names what it leaves out', () => {
    const plan = planInNamespaces({
      kinds: [kind('A'), kind('B')],
      namespaces: ['one', 'two'],
      mayList: () => true,
      room: 3,
    });

    expect(
      plan.collections.map(({ query }) => [query.kind, query.namespace]),
    ).toEqual([
      ['A', 'one'],
      ['B', 'one'],
      ['A', 'two'],
    ]);
    expect([...plan.leftOut]).toEqual([[kind('B').id, ['two']]]);
  });

  it('plans nothing if there is no room', () => {
    const plan = planInNamespaces({
      kinds: [kind('A')],
      namespaces: ['one'],
      mayList: () => true,
      room: -1,
    });

    expect(plan.collections).toEqual([]);
    expect([...plan.leftOut]).toEqual([[kind('A').id, ['one']]]);
  });
});
