import { stringifyEntityRef } from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  promiseKind,
  promiseObject,
  resourceFacts,
} from '../__testUtils__/objects';
import {
  allEntities,
  catalogRules,
  emptyModel,
} from '../__testUtils__/platformModels';
import type { PlatformModel } from './PlatformModel';

describe('PlatformModel', () => {
  it('property: builds the same valid and unique entities in any order, and marks every changed key as dirty', async () => {
    const name = fc.constantFrom('a', 'b', 'promise', 'a-database');
    const kinds = ['Database', 'Promise', 'Queue'].map(each =>
      promiseKind(each.toLowerCase(), each),
    );
    const events = fc.array(
      fc.oneof(
        fc.record({
          type: fc.constant('promise' as const),
          index: fc.nat(2),
          year: fc.constantFrom('2025', '2026'),
          gone: fc.boolean(),
        }),
        fc.record({
          type: fc.constant('resource' as const),
          index: fc.nat(2),
          name,
          namespace: fc.constantFrom('x', 'y'),
          year: fc.constantFrom('2025', '2026'),
          parent: fc.option(name),
          chosen: fc.option(
            fc.constantFrom('x', 'y', 'a-database', 'queue-promise', 'No!'),
          ),
          gone: fc.boolean(),
        }),
      ),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(events, async all => {
        const apply = (model: PlatformModel, event: (typeof all)[number]) => {
          const kind = kinds[event.index];
          const creationTimestamp = `${event.year}-01-01T00:00:00Z`;
          if (event.type === 'promise') {
            if (event.gone) {
              model.removePromise(kind.promiseName);
            } else {
              model.setPromise(
                promiseObject(kind.promiseName, {
                  kind: kind.kind,
                  metadata: { creationTimestamp },
                }),
              );
            }
          } else if (event.gone) {
            model.removeResource(kind.id, event);
          } else {
            model.setResource(
              kind.id,
              resourceFacts(event.name, {
                namespace: event.namespace,
                creationTimestamp,
                ...(event.chosen && {
                  annotations: { 'ske.backstage.component/name': event.chosen },
                }),
                ...(event.parent && {
                  labels: {
                    'kratix.io/parent-promise-name': 'database',
                    'kratix.io/parent-resource-name': event.parent,
                    'kratix.io/parent-resource-namespace': 'x',
                  },
                }),
              }),
            );
          }
        };
        const model = emptyModel();
        kinds.forEach(kind => model.setKind(kind));
        let before = new Map<string, string>();
        const seen = () =>
          new Map(
            model
              .keys()
              .map(key => [key, JSON.stringify(model.entitiesOf(key))]),
          );
        for (const event of all) {
          apply(model, event);
          const dirty = new Set(model.takeDirty());
          const after = seen();
          expect([...dirty]).toEqual(
            expect.arrayContaining(changedKeys(before, after)),
          );
          before = after;
        }
        const refs = model
          .keys()
          .flatMap(key => model.entitiesOf(key))
          .map(entity => stringifyEntityRef(entity));
        expect(new Set(refs).size).toBe(refs.length);
        for (const entity of allEntities(model).values()) {
          await expect(catalogRules.enforce(entity)).resolves.toBeDefined();
        }
        // The last event of each object is sent again, in another order.
        const last = new Map(
          all.map(event => [
            event.type === 'promise'
              ? `p${event.index}`
              : `r${event.index}/${event.namespace}/${event.name}`,
            event,
          ]),
        );
        const other = emptyModel();
        kinds.forEach(kind => other.setKind(kind));
        [...last.values()].reverse().forEach(event => apply(other, event));
        expect(Object.fromEntries(allEntities(other))).toEqual(
          Object.fromEntries(allEntities(model)),
        );
      }),
      { numRuns: 100 },
    );
  });
});

function changedKeys(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    key => before.get(key) !== after.get(key),
  );
}
