import type { Entity } from '@backstage/catalog-model';
import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
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
import {
  promiseComponentName,
  promiseTemplateName,
} from '../naming/wantedNames';
import type { BindingObject } from '../platform/BindingObject';
import type { PromiseKind } from '../platform/PromiseKind';
import type { PromiseObject } from '../platform/PromiseObject';
import { CompoundParts } from './CompoundParts';
import type { ContestedKind } from './DefinitionClaims';
import { DirtyKeys } from './DirtyKeys';
import { KindRegistry, type KindChange } from './KindRegistry';
import { EntityNames } from './EntityNames';
import { kindIdOf, promiseKey, promiseNameOf, resourceKey } from './objectKeys';
import { ResourceStore } from './ResourceStore';
import { UnreadableKinds } from './UnreadableKinds';
import { Upgrades } from './Upgrades';

/** Which Promises a model contains. Only with `all` does the absence of a Promise mean that it was deleted. */
export type IngestedPromises = 'all' | 'some' | 'none';

/** Identifies a resource within its kind. */
type ResourceName = Pick<ResourceFacts, 'namespace' | 'name'>;

/**
 * The known objects of the cluster, and the entities that follow from them. It does no I/O and has no clock: the same objects result in the same
 * entities, independent of the order in which they arrived.
 *
 * A change marks as dirty the keys of all objects whose entities it may change: the object itself, objects that it renames, the resources of a
 * Promise, and the parts of a compound request.
 */
export class PlatformModel {
  readonly #context: EntityContext;
  readonly #ingestedPromises: IngestedPromises;
  readonly #promises = new Map<string, PromiseObject>();
  readonly #kinds = new KindRegistry();
  readonly #unreadable = new UnreadableKinds();
  readonly #upgrades = new Upgrades();
  readonly #resources = new ResourceStore();
  readonly #parts = new CompoundParts();
  readonly #names = new EntityNames();
  readonly #dirty = new DirtyKeys();
  #hasPromises = false;

  constructor(options: {
    context: EntityContext;
    ingestedPromises: IngestedPromises;
  }) {
    this.#context = options.context;
    this.#ingestedPromises = options.ingestedPromises;
  }

  /** The numbers of objects, for messages. */
  get counts(): { promises: number; kinds: number; resources: number } {
    return {
      promises: this.#promises.size,
      kinds: this.#kinds.size,
      resources: this.#resources.size,
    };
  }

  /** The keys of all objects. Promises come first, because other entities refer to theirs. */
  keys(): string[] {
    return [
      ...[...this.#promises.keys()].map(promiseKey),
      ...this.#resources.keys(),
    ];
  }

  /** Returns the dirty keys, Promises first, and clears them. */
  takeDirty(): string[] {
    return this.#dirty.take();
  }

  /** Marks keys as dirty again, because their entities could not be published yet. */
  returnDirty(keys: Iterable<string>): void {
    this.#mark(keys);
  }

  get hasDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** The entities of an object; none if the object does not exist (any more). */
  entitiesOf(key: string): Entity[] {
    const promiseName = promiseNameOf(key);
    return promiseName === undefined
      ? this.#resourceEntities(key)
      : this.#promiseEntities(promiseName);
  }

  /**
   * Gives up a name that an annotation chose for a Component, because an entity of another source has it.
   *
   * @returns the key of the object whose Component was renamed
   */
  yieldName(name: string): string | undefined {
    const key = this.#names.yieldComponent(name);
    this.#follow(key === undefined ? [] : [key]);
    return key;
  }

  /** Claims again all names that were given up. */
  reclaimNames(): void {
    this.#follow(this.#names.reclaimComponents());
  }

  /** Replaces all Promises by a complete list. */
  listPromises(promises: readonly PromiseObject[]): void {
    this.#hasPromises = true;
    const listed = new Set(promises.map(({ name }) => name));
    const gone = [...this.#promises.keys()].filter(name => !listed.has(name));
    promises.forEach(promise => this.setPromise(promise));
    gone.forEach(name => this.removePromise(name));
  }

  setPromise(promise: PromiseObject): void {
    this.#changePromise(promise.name, () => {
      this.#promises.set(promise.name, promise);
      return this.#names.claimForPromise(promise);
    });
    this.#kinds
      .setPromise(promise)
      .forEach(kindId => this.#followClaims(kindId));
  }

  removePromise(name: string): void {
    this.#changePromise(name, () => {
      this.#promises.delete(name);
      return this.#names.release(promiseKey(name));
    });
    this.#kinds
      .removePromise(name)
      .forEach(kindId => this.#followClaims(kindId));
  }

  /** The kinds that several Promises define. */
  get contested(): ContestedKind[] {
    return this.#kinds.contested;
  }

  setKind(kind: PromiseKind): void {
    this.#followKind(this.#kinds.set(kind));
  }

  /**
   * Records why the requests of a kind cannot be read. The entities of its Promise show the notice.
   *
   * @param kindId - undefined for all kinds
   * @param notice - undefined if they can be read
   */
  setUnreadable(kindId: string | undefined, notice: string | undefined): void {
    if (this.#unreadable.set(kindId, notice)) {
      const promises =
        kindId === undefined
          ? this.#promises.keys()
          : this.#kinds.promisesOf(kindId);
      this.#mark([...promises].map(promiseKey));
    }
  }

  /** Removes a kind and all its resources, which the API server deletes before it stops serving the kind. */
  removeKind(id: string): void {
    [...this.#resources.ofKind(id).values()].forEach(resource =>
      this.removeResource(id, resource),
    );
    this.#kinds.remove(id);
    this.setUnreadable(id, undefined);
  }

  /**
   * Replaces the resources of a kind by a complete list.
   *
   * @param namespace - the namespace of the list; undefined for a list of all namespaces
   */
  listResources(
    kindId: string,
    namespace: string | undefined,
    resources: readonly ResourceFacts[],
  ): void {
    const listed = new Set(
      resources.map(each => resourceKey(kindId, each.namespace, each.name)),
    );
    const gone = [...this.#resources.ofKind(kindId)].filter(
      ([key, each]) =>
        (namespace === undefined || each.namespace === namespace) &&
        !listed.has(key),
    );
    resources.forEach(each => this.setResource(kindId, each));
    gone.forEach(([, each]) => this.removeResource(kindId, each));
  }

  setResource(kindId: string, resource: ResourceFacts): void {
    const kind = this.#kinds.get(kindId);
    if (!kind) {
      return;
    }
    const key = resourceKey(kindId, resource.namespace, resource.name);
    const before = this.#resources.get(key);
    const nameBefore = this.#names.componentOf(key);
    this.#resources.set(kindId, key, resource);
    this.#parts.move(key, before?.parent, resource.parent);
    this.#mark([key]);
    this.#follow(this.#names.claimForResource(key, kind, resource));
    if (this.#names.componentOf(key) !== nameBefore) {
      this.#mark(this.#partsOf(kind, resource));
    }
  }

  removeResource(kindId: string, { namespace, name }: ResourceName): void {
    const key = resourceKey(kindId, namespace, name);
    const resource = this.#resources.get(key);
    const kind = this.#kinds.get(kindId);
    if (!resource || !kind) {
      return;
    }
    this.#resources.delete(key);
    this.#parts.move(key, resource.parent, undefined);
    this.#mark([key]);
    this.#follow(this.#names.release(key));
    this.#mark(this.#partsOf(kind, resource));
  }

  /** Marks the resources of a kind whose Promise or version has changed. */
  #followKind(change: KindChange | undefined): void {
    const { kind, before } = change ?? {};
    for (const [key, resource] of this.#resources.ofKind(kind?.id ?? '')) {
      this.#mark([key]);
      this.#mark(kind ? this.#partsOf(kind, resource) : []);
      this.#mark(before ? this.#partsOf(before, resource) : []);
    }
  }

  /** Marks all Promises that define a kind, because their entities name each other. */
  #followClaims(kindId: string): void {
    this.#followKind(this.#kinds.resolve(kindId));
    this.#mark(this.#kinds.promisesOf(kindId).map(promiseKey));
  }

  /**
   * Replaces the ResourceBindings by a complete list.
   *
   * @param namespace - the namespace of the list; undefined for a list of all namespaces
   */
  listBindings(
    namespace: string | undefined,
    bindings: readonly BindingObject[],
  ): void {
    this.#upgrades
      .missingIn(bindings, namespace)
      .forEach(each => this.removeBinding(each));
    bindings.forEach(each => this.setBinding(each));
  }

  setBinding(binding: BindingObject): void {
    if (this.#upgrades.set(binding)) {
      const { promiseName, namespace, name } = binding;
      this.#mark(
        this.#kinds
          .ofPromise(promiseName)
          .map(kind => resourceKey(kind.id, namespace, name))
          .filter(key => this.#resources.has(key)),
      );
    }
  }

  removeBinding(binding: BindingObject): void {
    this.setBinding({ ...binding, upgrade: undefined });
  }

  #mark(keys: Iterable<string>): void {
    this.#dirty.mark(keys);
  }

  /** Marks renamed objects, and the objects that refer to them by name. */
  #follow(renamed: readonly string[]): void {
    this.#mark(renamed);
    for (const key of renamed) {
      const promiseName = promiseNameOf(key);
      const kind = this.#kinds.get(this.#resources.kindOf(key) ?? '');
      const resource = this.#resources.get(key);
      if (promiseName !== undefined) {
        this.#markDependents(promiseName);
      } else if (kind && resource) {
        this.#mark(this.#partsOf(kind, resource));
      }
    }
  }

  /** Marks the resources of a Promise only if their entities show what has changed: most changes only concern the status of the Promise. */
  #changePromise(name: string, change: () => string[]): void {
    const before = JSON.stringify(this.#promiseOf(name));
    const renamed = change();
    this.#mark([promiseKey(name)]);
    this.#follow(renamed);
    if (JSON.stringify(this.#promiseOf(name)) !== before) {
      this.#markDependents(name);
    }
  }

  #markDependents(promiseName: string): void {
    for (const kind of this.#kinds.ofPromise(promiseName)) {
      this.#mark(this.#resources.ofKind(kind.id).keys());
    }
    for (const promise of this.#promises.values()) {
      if (promise.requiredPromises.includes(promiseName)) {
        this.#mark([promiseKey(promise.name)]);
      }
    }
  }

  /** The parts of a Promise that the entities of its resources show. */
  #promiseOf(name: string): PromiseOfResource {
    const promise = this.#promises.get(name);
    const names = this.#names.ofPromise(name);
    if (!promise || !names) {
      const isKnown = this.#ingestedPromises === 'all' && this.#hasPromises;
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
      : this.#promiseOf(kind.promiseName);
  }

  #promiseEntities(name: string): Entity[] {
    const promise = this.#promises.get(name);
    const names = this.#names.ofPromise(name);
    if (!promise || !names) {
      return [];
    }
    const requires = promise.requiredPromises
      .map(each => this.#names.componentOf(promiseKey(each)))
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
      unreadable: this.#unreadable.noticeOf(kindId),
      rivals: this.#kinds.promisesOf(kindId).filter(each => each !== name),
    };
  }

  #resourceEntities(key: string): Entity[] {
    const kind = this.#kinds.get(this.#resources.kindOf(key) ?? '');
    const resource = this.#resources.get(key);
    const name = this.#names.componentOf(key);
    if (!kind || !resource || name === undefined) {
      return [];
    }
    const entity = buildResourceEntity({
      resource,
      kind,
      name,
      promise: this.#promiseOfKind(kind),
      upgrade: this.#upgrades.of({
        promiseName: kind.promiseName,
        namespace: resource.namespace,
        name: resource.name,
      }),
      parent: this.#nameOfWhole(resource),
      context: this.#context,
    });
    return [entity];
  }

  #nameOfWhole({ parent }: ResourceFacts): string | undefined {
    if (!parent) {
      return undefined;
    }
    return this.#kinds
      .ofPromise(parent.promiseName)
      .map(kind => resourceKey(kind.id, parent.namespace, parent.name))
      .map(key => this.#names.componentOf(key))
      .find(name => name !== undefined);
  }

  #partsOf({ promiseName }: PromiseKind, whole: ResourceName) {
    const { namespace, name } = whole;
    return this.#parts.of({ promiseName, namespace, name });
  }
}
