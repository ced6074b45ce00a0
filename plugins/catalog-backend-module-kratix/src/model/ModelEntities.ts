import type { Entity } from '@backstage/catalog-model';
import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import { buildPendingEntity } from '../entities/buildPendingEntity';
import {
  buildPromiseEntities,
  templateReference,
} from '../entities/buildPromiseEntities';
import {
  buildResourceEntity,
  type PromiseOfResource,
} from '../entities/buildResourceEntity';
import { readCustomisation } from '../entities/customisation';
import type { EntityContext } from '../entities/EntityContext';
import type { ResourceFacts } from '../entities/ResourceFacts';
import { withoutNul } from '../entities/withoutNul';
import {
  promiseComponentName,
  promiseTemplateName,
} from '../naming/wantedNames';
import type { PromiseKind } from '../platform/PromiseKind';
import type { PromiseObject } from '../platform/PromiseObject';
import type { EntityNames } from './EntityNames';
import type { KindRegistry } from './KindRegistry';
import { kindIdOf, promiseKey, promiseNameOf, resourceKey } from './objectKeys';
import type { PendingStore } from './PendingStore';
import type { ResourceStore } from './ResourceStore';
import type { UnreadableKinds } from './UnreadableKinds';
import type { Upgrades } from './Upgrades';

/** Which Promises a model contains. Only with `all` does the absence of a Promise mean that it was deleted. */
export type IngestedPromises = 'all' | 'some' | 'none';

/** The objects from which entities are built. */
export interface ModelObjects {
  promises: Map<string, PromiseObject>;
  /** Whether the Promises have been listed. */
  hasPromises: boolean;
  kinds: KindRegistry;
  unreadable: UnreadableKinds;
  upgrades: Upgrades;
  resources: ResourceStore;
  pending: PendingStore;
  names: EntityNames;
}

/** Builds the entities of the objects of a {@link PlatformModel}. The model is not changed. */
export class ModelEntities {
  readonly #context: EntityContext;
  readonly #ingestedPromises: IngestedPromises;
  readonly #model: ModelObjects;

  constructor(options: {
    context: EntityContext;
    ingestedPromises: IngestedPromises;
    model: ModelObjects;
  }) {
    this.#context = options.context;
    this.#ingestedPromises = options.ingestedPromises;
    this.#model = options.model;
  }

  /** The entities of an object; none if the object does not exist (any more). */
  entitiesOf(key: string): Entity[] {
    const promiseName = promiseNameOf(key);
    const entities =
      promiseName === undefined
        ? this.#resourceEntities(key)
        : this.#promiseEntities(promiseName);
    return entities.map(withoutNul);
  }

  /** The parts of a Promise that the entities of its resources show. */
  promiseOf(name: string): PromiseOfResource {
    const promise = this.#model.promises.get(name);
    const names = this.#model.names.ofPromise(name);
    if (!promise || !names) {
      const isKnown =
        this.#ingestedPromises === 'all' && this.#model.hasPromises;
      return { presence: isKnown ? 'deleted' : 'unknown' };
    }
    return {
      presence: promise.deleting ? 'deleted' : 'found',
      component: names.component,
      template:
        names.template === undefined || promise.deleting
          ? undefined
          : templateReference(names.template, this.#context),
      summary: readCustomisation(promise.annotations).summary,
      isPaused: isLabelSet(promise.labels, kratixLabels.paused),
    };
  }

  /** If Promises are not ingested, another source such as SKE provides their entities under SKE's names. */
  #promiseOfKind(kind: PromiseKind): PromiseOfResource {
    return this.#ingestedPromises === 'none'
      ? {
          presence: 'unknown',
          component: promiseComponentName(kind.kind),
          template: promiseTemplateName(kind.kind),
        }
      : this.promiseOf(kind.promiseName);
  }

  #promiseEntities(name: string): Entity[] {
    const promise = this.#model.promises.get(name);
    const names = this.#model.names.ofPromise(name);
    if (!promise || !names) {
      return [];
    }
    const requires = promise.requiredPromises
      .map(each => this.#model.names.componentOf(promiseKey(each)))
      .filter(each => each !== undefined);
    return buildPromiseEntities({
      promise,
      names,
      requires,
      ...this.#noticesOf(promise),
      context: this.#context,
    });
  }

  #noticesOf({ name, api }: PromiseObject): {
    unreadable: string | undefined;
    rivals: string[];
  } {
    const kindId = api && kindIdOf(api);
    if (kindId === undefined) {
      return { unreadable: undefined, rivals: [] };
    }
    return {
      unreadable: this.#model.unreadable.noticeOf(kindId),
      rivals: this.#model.kinds
        .promisesOf(kindId)
        .filter(each => each !== name),
    };
  }

  #resourceEntities(key: string): Entity[] {
    const kind = this.#model.kinds.get(this.#model.resources.kindOf(key) ?? '');
    const resource = this.#model.resources.get(key);
    const name = this.#model.names.componentOf(key);
    if (!kind || !resource || name === undefined) {
      return this.#pendingEntities(key);
    }
    const entity = buildResourceEntity({
      resource,
      kind,
      name,
      promise: this.#promiseOfKind(kind),
      upgrade: this.#model.upgrades.of({
        promiseName: kind.promiseName,
        namespace: resource.namespace,
        name: resource.name,
      }),
      parent: this.#nameOfWhole(resource),
      context: this.#context,
    });
    return [entity];
  }

  #pendingEntities(key: string): Entity[] {
    const request = this.#model.pending.get(key);
    const kind = request && this.#model.kinds.get(kindIdOf(request));
    const name = this.#model.names.componentOf(key);
    if (!request || !kind || name === undefined) {
      return [];
    }
    return [
      buildPendingEntity({
        request,
        kind,
        name,
        promise: this.#promiseOfKind(kind),
        context: this.#context,
      }),
    ];
  }

  #nameOfWhole({ parent }: ResourceFacts): string | undefined {
    if (!parent) {
      return undefined;
    }
    return this.#model.kinds
      .ofPromise(parent.promiseName)
      .map(kind => resourceKey(kind.id, parent.namespace, parent.name))
      .map(key => this.#model.names.componentOf(key))
      .find(name => name !== undefined);
  }
}
