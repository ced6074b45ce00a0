import type { Entity } from '@backstage/catalog-model';
import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import { readCustomisation } from '../entities/customisation';
import type { EntityContext } from '../entities/EntityContext';
import type { ResourceFacts } from '../entities/ResourceFacts';
import type { BindingObject } from '../platform/BindingObject';
import type { PromiseKind } from '../platform/PromiseKind';
import type { PromiseObject } from '../platform/PromiseObject';
import { CompoundParts } from './CompoundParts';
import type { ContestedKind } from './DefinitionClaims';
import { DirtyKeys } from './DirtyKeys';
import { EntityNames } from './EntityNames';
import { KindRegistry, type KindChange } from './KindRegistry';
import {
  type IngestedPromises,
  ModelEntities,
  type ModelObjects,
} from './ModelEntities';
import { kindIdOf, promiseKey, promiseNameOf, resourceKey } from './objectKeys';
import { keyOfRequest, PendingStore } from './PendingStore';
import { ResourceStore } from './ResourceStore';
import { UnreadableKinds } from './UnreadableKinds';
import { Upgrades } from './Upgrades';

export type { IngestedPromises } from './ModelEntities';

/** The age of a resource that does not exist yet. It is younger than all existing resources, so its entity takes no name from their entities, and it keeps its name when the resource is created. */
const NOT_CREATED = '9999-12-31T23:59:59Z';

/** Identifies a resource within its kind. */
type ResourceName = Pick<ResourceFacts, 'namespace' | 'name'>;

/**
 * The known objects of the cluster, and the entities that are built from these objects. The model does no I/O and has no clock: the same objects result in the
 * same entities, independent of the order in which the objects arrived.
 *
 * A change marks as dirty the keys of all objects whose entities it may change: the object itself, objects that it renames, the resources of a
 * Promise, and the parts of a compound request.
 */
export class PlatformModel {
  readonly #objects: ModelObjects = {
    promises: new Map(),
    hasPromises: false,
    kinds: new KindRegistry(),
    unreadable: new UnreadableKinds(),
    upgrades: new Upgrades(),
    resources: new ResourceStore(),
    pending: new PendingStore(),
    names: new EntityNames(),
  };
  readonly #entities: ModelEntities;
  readonly #parts = new CompoundParts();
  readonly #dirty = new DirtyKeys();
  /** The kinds and namespaces that have been listed. For other kinds and namespaces it is not known whether a resource exists. */
  readonly #listed = new Set<string>();

  constructor(options: {
    context: EntityContext;
    ingestedPromises: IngestedPromises;
  }) {
    this.#entities = new ModelEntities({ ...options, model: this.#objects });
  }

  /** The numbers of objects, for messages. */
  get counts(): { promises: number; kinds: number; resources: number } {
    return {
      promises: this.#objects.promises.size,
      kinds: this.#objects.kinds.size,
      resources: this.#objects.resources.size,
    };
  }

  /** The keys of all objects. Promises come first, because other entities refer to the entities of Promises. */
  keys(): string[] {
    return [
      ...[...this.#objects.promises.keys()].map(promiseKey),
      ...this.#objects.resources.keys(),
      ...this.#objects.pending.keys(),
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
    return this.#entities.entitiesOf(key);
  }

  /**
   * Gives up a name that an annotation chose for a Component, because an entity of another source has it.
   *
   * @returns the key of the object whose Component was renamed
   */
  yieldName(name: string): string | undefined {
    const key = this.#objects.names.yieldComponent(name);
    this.#follow(key === undefined ? [] : [key]);
    return key;
  }

  /** Claims again all names that were given up. */
  reclaimNames(): void {
    this.#follow(this.#objects.names.reclaimComponents());
  }

  /** Replaces all Promises by a complete list. */
  listPromises(promises: readonly PromiseObject[]): void {
    this.#objects.hasPromises = true;
    const listed = new Set(promises.map(({ name }) => name));
    const gone = [...this.#objects.promises.keys()].filter(
      name => !listed.has(name),
    );
    promises.forEach(promise => this.setPromise(promise));
    gone.forEach(name => this.removePromise(name));
  }

  setPromise(promise: PromiseObject): void {
    this.#changePromise(promise.name, () => {
      this.#objects.promises.set(promise.name, promise);
      return this.#objects.names.claimForPromise(promise);
    });
    this.#objects.kinds
      .setPromise(promise)
      .forEach(kindId => this.#followClaims(kindId));
  }

  removePromise(name: string): void {
    this.#changePromise(name, () => {
      this.#objects.promises.delete(name);
      return this.#objects.names.release(promiseKey(name));
    });
    this.#objects.kinds
      .removePromise(name)
      .forEach(kindId => this.#followClaims(kindId));
  }

  /** The kinds that several Promises define. */
  get contested(): ContestedKind[] {
    return this.#objects.kinds.contested;
  }

  setKind(kind: PromiseKind): void {
    this.#followKind(this.#objects.kinds.set(kind));
  }

  /**
   * Records why the requests of a kind cannot be read. The entities of its Promise show the notice.
   *
   * @param kindId - undefined for all kinds
   * @param notice - undefined if the requests can be read
   */
  setUnreadable(kindId: string | undefined, notice: string | undefined): void {
    if (this.#objects.unreadable.set(kindId, notice)) {
      const promises =
        kindId === undefined
          ? this.#objects.promises.keys()
          : this.#objects.kinds.promisesOf(kindId);
      this.#mark([...promises].map(promiseKey));
    }
  }

  /** Removes a kind and all its resources, which the API server deletes before it stops serving the kind. */
  removeKind(id: string): void {
    [...this.#objects.resources.ofKind(id).values()].forEach(resource =>
      this.removeResource(id, resource),
    );
    [...this.#listed]
      .filter(each => each.startsWith(`${id}/`))
      .forEach(each => this.#listed.delete(each));
    this.#showPending();
    this.#objects.kinds.remove(id);
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
    const gone = [...this.#objects.resources.ofKind(kindId)].filter(
      ([key, each]) =>
        (namespace === undefined || each.namespace === namespace) &&
        !listed.has(key),
    );
    resources.forEach(each => this.setResource(kindId, each));
    gone.forEach(([, each]) => this.removeResource(kindId, each));
    const collection = `${kindId}/${namespace ?? ''}`;
    if (!this.#listed.has(collection)) {
      this.#listed.add(collection);
      this.#showPending();
    }
  }

  setResource(kindId: string, resource: ResourceFacts): void {
    const kind = this.#objects.kinds.get(kindId);
    if (!kind) {
      return;
    }
    const key = resourceKey(kindId, resource.namespace, resource.name);
    if (this.#objects.pending.get(key)) {
      this.#objects.pending.markSeen(key);
    }
    const before = this.#objects.resources.get(key);
    const nameBefore = this.#objects.names.componentOf(key);
    this.#objects.resources.set(kindId, key, resource);
    this.#parts.move(key, before?.parent, resource.parent);
    this.#mark([key]);
    this.#follow(this.#objects.names.claimForResource(key, kind, resource));
    if (this.#objects.names.componentOf(key) !== nameBefore) {
      this.#mark(this.#partsOf(kind, resource));
    }
  }

  removeResource(kindId: string, { namespace, name }: ResourceName): void {
    const key = resourceKey(kindId, namespace, name);
    const resource = this.#objects.resources.get(key);
    const kind = this.#objects.kinds.get(kindId);
    if (!resource || !kind) {
      return;
    }
    this.#objects.resources.delete(key);
    this.#parts.move(key, resource.parent, undefined);
    this.#mark([key]);
    this.#follow(this.#objects.names.release(key));
    this.#mark(this.#partsOf(kind, resource));
  }

  /**
   * Replaces the recorded requests. A request is shown only if its resource certainly does not exist and never existed. Requests of kinds and
   * namespaces that have not been listed are not shown, because their resources may exist.
   */
  setPending(recorded: readonly PendingRequest[]): void {
    this.#objects.pending.setRecorded(recorded);
    this.#showPending();
  }

  #showPending(): void {
    const { pending, resources } = this.#objects;
    const known = pending.recorded.filter(each => this.#isListed(each));
    const existing = known.map(keyOfRequest).filter(key => resources.has(key));
    new Set(existing).forEach(key => pending.markSeen(key));
    const shown = known.filter(
      each => !each.existed && !resources.has(keyOfRequest(each)),
    );
    pending.show(shown).forEach(key => this.#pendingChanged(key));
  }

  /** The recorded requests whose resources exist or existed. */
  get seenRequests(): PendingRequest[] {
    return this.#objects.pending.seen;
  }

  /** Called when the records of these requests are deleted. */
  forgetSeen(requests: readonly PendingRequest[]): void {
    this.#objects.pending.forgetSeen(requests);
  }

  #isListed(request: PendingRequest): boolean {
    const kindId = kindIdOf(request);
    return ['', request.namespace].some(namespace =>
      this.#listed.has(`${kindId}/${namespace}`),
    );
  }

  #pendingChanged(key: string): void {
    const { names, pending, resources, kinds } = this.#objects;
    const request = pending.get(key);
    const kind = request && kinds.get(kindIdOf(request));
    this.#mark([key]);
    if (request && kind) {
      this.#follow(
        names.claimForResource(key, kind, {
          name: request.name,
          createdAt: NOT_CREATED,
          customisation: readCustomisation(request.annotations),
        }),
      );
    } else if (!resources.has(key)) {
      this.#follow(names.release(key));
    }
  }

  /** Marks the resources of a kind whose Promise or version has changed. */
  #followKind(change: KindChange | undefined): void {
    const { kind, before } = change ?? {};
    this.#mark(this.#objects.pending.ofKind(kind?.id ?? ''));
    for (const [key, resource] of this.#objects.resources.ofKind(
      kind?.id ?? '',
    )) {
      this.#mark([key]);
      this.#mark(kind ? this.#partsOf(kind, resource) : []);
      this.#mark(before ? this.#partsOf(before, resource) : []);
    }
  }

  /** Marks all Promises that define a kind, because the entity of each of them contains the names of the others. */
  #followClaims(kindId: string): void {
    this.#followKind(this.#objects.kinds.resolve(kindId));
    this.#mark(this.#objects.kinds.promisesOf(kindId).map(promiseKey));
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
    this.#objects.upgrades
      .missingIn(bindings, namespace)
      .forEach(each => this.removeBinding(each));
    bindings.forEach(each => this.setBinding(each));
  }

  setBinding(binding: BindingObject): void {
    if (this.#objects.upgrades.set(binding)) {
      const { promiseName, namespace, name } = binding;
      this.#mark(
        this.#objects.kinds
          .ofPromise(promiseName)
          .map(kind => resourceKey(kind.id, namespace, name))
          .filter(key => this.#objects.resources.has(key)),
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
      const kind = this.#objects.kinds.get(
        this.#objects.resources.kindOf(key) ?? '',
      );
      const resource = this.#objects.resources.get(key);
      if (promiseName !== undefined) {
        this.#markDependents(promiseName);
      } else if (kind && resource) {
        this.#mark(this.#partsOf(kind, resource));
      }
    }
  }

  /** Marks the resources of a Promise only if the change affects the entities of these resources. Most changes affect only the status of the Promise. */
  #changePromise(name: string, change: () => string[]): void {
    const before = JSON.stringify(this.#entities.promiseOf(name));
    const renamed = change();
    this.#mark([promiseKey(name)]);
    this.#follow(renamed);
    if (JSON.stringify(this.#entities.promiseOf(name)) !== before) {
      this.#markDependents(name);
    }
  }

  #markDependents(promiseName: string): void {
    for (const kind of this.#objects.kinds.ofPromise(promiseName)) {
      this.#mark(this.#objects.resources.ofKind(kind.id).keys());
      this.#mark(this.#objects.pending.ofKind(kind.id));
    }
    for (const promise of this.#objects.promises.values()) {
      if (promise.requiredPromises.includes(promiseName)) {
        this.#mark([promiseKey(promise.name)]);
      }
    }
  }

  #partsOf({ promiseName }: PromiseKind, whole: ResourceName) {
    const { namespace, name } = whole;
    return this.#parts.of({ promiseName, namespace, name });
  }
}
