import type { Entity } from '@backstage/catalog-model';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import fc from 'fast-check';
import {
  hasPlatformAccess,
  hasPlatformAccessCondition,
} from './hasPlatformAccess';

const resource = (namespace: string, owner = 'group:default/a'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'x',
    annotations: {
      'kratix.io/type': 'resource',
      'kratix.io/namespace': namespace,
      'kratix-portal.io/cluster': 'one',
    },
  },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});
const other = (type?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'x', annotations: type ? { 'kratix.io/type': type } : {} },
});

describe('hasPlatformAccess', () => {
  it.each<
    [string, Entity, Parameters<typeof hasPlatformAccess.apply>[1], boolean]
  >([
    [
      'hides a resource from a user without access',
      resource('team-a'),
      { namespaces: [] },
      false,
    ],
    [
      'hides a resource of another namespace',
      resource('team-a'),
      { namespaces: ['team-b'] },
      false,
    ],
    [
      'shows a resource of a given namespace',
      resource('team-a'),
      { namespaces: ['team-a'] },
      true,
    ],
    [
      'hides a resource of the same namespace of another cluster',
      resource('team-a'),
      { namespaces: ['team-a'], clusters: ['two'] },
      false,
    ],
    [
      'shows a resource of a given namespace of a given cluster',
      resource('team-a'),
      { namespaces: ['team-a'], clusters: ['one'] },
      true,
    ],
    [
      'shows a resource of a given owner',
      resource('team-a'),
      { namespaces: [], claims: ['group:default/a'] },
      true,
    ],
    [
      'hides a resource of another owner',
      resource('team-a'),
      { namespaces: [], claims: ['group:default/b'] },
      false,
    ],
    ['shows a Promise', other('promise'), { namespaces: [] }, true],
    ['shows an entity outside Kratix', other(), { namespaces: [] }, true],
  ])('%s', (_, entity, params, expected) => {
    expect(hasPlatformAccess.apply(entity, params)).toBe(expected);
  });

  it('property: selects the same entities by query as by rule', () => {
    const name = fc.constantFrom(
      'team-a',
      'team-b',
      'one',
      'two',
      'group:default/a',
    );
    const names = fc.array(name, { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .tuple(name, name)
            .map(([namespace, owner]) => resource(namespace, owner)),
          fc.constantFrom(other(), other('promise')),
        ),
        fc.record({
          namespaces: names,
          claims: fc.option(names, { nil: undefined }),
          clusters: fc.option(names, { nil: undefined }),
        }),
        (entity, params) => {
          const query = hasPlatformAccess.toQuery(params) as Query;
          expect(matches(entity, query)).toBe(
            hasPlatformAccess.apply(entity, params),
          );
        },
      ),
    );
  });

  it('creates a condition for a policy', () => {
    expect(hasPlatformAccessCondition({ namespaces: ['team-a'] })).toEqual({
      rule: 'HAS_PLATFORM_ACCESS',
      resourceType: 'catalog-entity',
      params: { namespaces: ['team-a'] },
    });
  });
});

type Query =
  | EntitiesSearchFilter
  | { anyOf: Query[] }
  | { allOf: Query[] }
  | { not: Query };

/** Evaluates a query like the catalog's search. */
function matches(entity: Entity, query: Query): boolean {
  if ('anyOf' in query) {
    return query.anyOf.some(each => matches(entity, each));
  }
  if ('allOf' in query) {
    return query.allOf.every(each => matches(entity, each));
  }
  if ('not' in query) {
    return !matches(entity, query.not);
  }
  const values =
    query.key === 'relations.ownedBy'
      ? (entity.relations ?? []).map(({ targetRef }) => targetRef)
      : [
          entity.metadata.annotations?.[
            query.key.replace('metadata.annotations.', '')
          ] ?? '',
        ];
  return values.some(value => query.values?.includes(value));
}
