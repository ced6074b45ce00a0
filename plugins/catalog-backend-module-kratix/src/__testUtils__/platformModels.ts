import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { PlatformModel, type IngestedPromises } from '../model/PlatformModel';
import type { PromiseKind } from '../platform/PromiseKind';
import { promiseKind, promiseObject, testContext } from './objects';

/** The rules by which the catalog itself takes an entity or does not. */
export const catalogRules = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** A model of a cluster on which nothing is, as far as is known. */
export function emptyModel(
  ingestedPromises: IngestedPromises = 'all',
  context = testContext,
): PlatformModel {
  const model = new PlatformModel({ context, ingestedPromises });
  model.listPromises([]);
  return model;
}

/** A model of a cluster that offers databases. */
export function databaseModel(): { model: PlatformModel; kind: PromiseKind } {
  const model = emptyModel();
  const kind = promiseKind('database', 'Database');
  model.setPromise(promiseObject('database', { kind: 'Database' }));
  model.setKind(kind);
  return { model, kind };
}

/** Everything that the model has, by its entity reference. */
export function allEntities(model: PlatformModel): Map<string, Entity> {
  return new Map(
    model
      .keys()
      .flatMap(key => model.entitiesOf(key))
      .map(entity => [stringifyEntityRef(entity), entity]),
  );
}
