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

/** The catalog's own validation of entities. */
export const catalogRules = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** A model of an empty cluster. */
export function emptyModel(
  ingestedPromises: IngestedPromises = 'all',
  context = testContext,
): PlatformModel {
  const model = new PlatformModel({ context, ingestedPromises });
  model.listPromises([]);
  return model;
}

/** A model of a cluster with a Promise of databases. */
export function databaseModel(): { model: PlatformModel; kind: PromiseKind } {
  const model = emptyModel();
  const kind = promiseKind('database', 'Database');
  model.setPromise(promiseObject('database', { kind: 'Database' }));
  model.setKind(kind);
  return { model, kind };
}

/** All entities of the model by entity reference. */
export function allEntities(model: PlatformModel): Map<string, Entity> {
  return new Map(
    model
      .keys()
      .flatMap(key => model.entitiesOf(key))
      .map(entity => [stringifyEntityRef(entity), entity]),
  );
}
