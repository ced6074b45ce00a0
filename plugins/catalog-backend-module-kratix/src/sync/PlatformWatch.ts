import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  kratixLabels,
  SkeError,
  wellKnownKinds,
  type SkeErrorCode,
  type WellKnownKind,
} from '@kratix-portal/plugin-ske-common';
import type { CollectionReader } from '@kratix-portal/plugin-ske-node';
import type { BackoffOptions } from '../cluster/Backoff';
import type { Clock } from '../cluster/Clock';
import type { IngestConfig } from '../config/KratixProviderConfig';
import type { EntityContext } from '../entities/EntityContext';
import { readResourceFacts } from '../entities/ResourceFacts';
import type { ContestedKind } from '../model/DefinitionClaims';
import type { PlatformModel } from '../model/PlatformModel';
import { readBindingObject } from '../platform/BindingObject';
import { readPromiseKind, type PromiseKind } from '../platform/PromiseKind';
import { readPromiseObject } from '../platform/PromiseObject';
import { readResourceObject } from '../platform/ResourceObject';
import { ContestLog } from './ContestLog';
import { describeUnreadable } from './missingRule';
import { WatchedCollection } from './WatchedCollection';

const PROMISES = collectionOf(wellKnownKinds.promise);
const BINDINGS = collectionOf(wellKnownKinds.resourceBinding);
const DEFINITIONS = collectionOf(wellKnownKinds.customResourceDefinition);
/** The page size for Promises and CustomResourceDefinitions, each of which may be larger than a megabyte. */
const LARGE_OBJECTS = 10;
const SMALL_OBJECTS = 500;

/** Hints for failures whose cause is the credential or the RBAC roles of the catalog's ServiceAccount. */
const REMEDIES: Partial<Record<SkeErrorCode, string>> = {
  'identity-rejected':
    'Give the provider a valid token (serviceAccountToken, serviceAccountTokenFile or kubeconfig).',
  forbidden:
    'docs/reference/catalog.md has the ClusterRole that the catalog’s ServiceAccount needs.',
};

/** The collections without a complete list since the start or the last `relist`. */
export interface Unlisted {
  promises: boolean;
  /** Whether the CustomResourceDefinitions could not be listed, so that the kinds are unknown. */
  kinds: boolean;
  ofKinds: PromiseKind[];
}

/**
 * Watches the Promises of a cluster, the kinds that they define and the resource requests of each kind, and keeps a model up to date.
 *
 * A kind is watched as long as its CustomResourceDefinition exists, even if its Promise does not exist.
 */
export class PlatformWatch {
  readonly #reader: CollectionReader;
  readonly #ingest: IngestConfig;
  readonly #model: PlatformModel;
  readonly #context: EntityContext;
  readonly #logger: LoggerService;
  readonly #backoff: Partial<BackoffOptions>;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #promises?: WatchedCollection<unknown>;
  readonly #definitions?: WatchedCollection<unknown>;
  /** One collection for all namespaces, or one for each configured namespace. */
  readonly #bindings: WatchedCollection<unknown>[];
  readonly #kinds = new Map<string, WatchedKind>();
  readonly #contests: ContestLog;
  #isRunning = false;

  constructor(options: {
    reader: CollectionReader;
    ingest: IngestConfig;
    model: PlatformModel;
    context: EntityContext;
    logger: LoggerService;
    /** Called when the model has dirty keys, and when a list has arrived or failed. */
    onChange: () => void;
    backoff?: Partial<BackoffOptions>;
    clock: Clock;
  }) {
    this.#reader = options.reader;
    this.#ingest = options.ingest;
    this.#model = options.model;
    this.#context = options.context;
    this.#logger = options.logger;
    this.#backoff = options.backoff ?? {};
    this.#clock = options.clock;
    this.#contests = new ContestLog(options.logger);
    this.#onChange = () => {
      this.#contests.update([
        ...options.model.contested,
        ...this.#contestedByLabel(),
      ]);
      options.onChange();
    };
    this.#promises = options.ingest.promises
      ? this.#watchPromises()
      : undefined;
    this.#definitions = options.ingest.resources
      ? this.#watchDefinitions()
      : undefined;
    this.#bindings = options.ingest.resources
      ? (options.ingest.namespaces ?? [undefined]).map(namespace =>
          this.#watchBindings(namespace),
        )
      : [];
  }

  /** Starts or continues all watches. */
  start(): void {
    this.#isRunning = true;
    this.#all().forEach(each => each.start());
  }

  /** Resolves when all watches have stopped. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await Promise.all(this.#all().map(each => each.stop()));
  }

  /** Makes the next start relist all collections. */
  forget(): void {
    this.#all().forEach(each => each.forget());
  }

  async relist(): Promise<void> {
    await this.stop();
    this.forget();
    this.start();
  }

  /** Whether each collection has been listed or is failing. In this case it is useless to wait longer. */
  get isSettled(): boolean {
    return this.#all().every(each => each.isListed || each.isFailing);
  }

  /** Whether at least one list is complete; before that, nothing is known about the cluster. */
  get hasListed(): boolean {
    return [this.#promises, this.#definitions].some(each => each?.isListed);
  }

  get unlisted(): Unlisted {
    return {
      promises: this.#promises?.isListed === false,
      kinds: this.#definitions?.isListed === false,
      ofKinds: [...this.#kinds.values()]
        .filter(({ collections }) => collections.some(each => !each.isListed))
        .map(({ kind }) => kind),
    };
  }

  #all(): WatchedCollection<unknown>[] {
    return [
      ...[this.#promises, this.#definitions].filter(each => each !== undefined),
      ...this.#bindings,
      ...[...this.#kinds.values()].flatMap(({ collections }) => collections),
    ];
  }

  #watchPromises() {
    const model = this.#model;
    return new WatchedCollection({
      reader: this.#reader,
      collection: {
        ...PROMISES,
        labelSelector: this.#ingest.promiseSelector,
        pageSize: LARGE_OBJECTS,
      },
      ...this.#reporting('the Promises'),
      read: readPromiseObject,
      onListed: promises => model.listPromises(promises),
      onChanged: promise => model.setPromise(promise),
      onDeleted: promise => model.removePromise(promise.name),
    });
  }

  #watchDefinitions() {
    return new WatchedCollection({
      reader: this.#reader,
      collection: {
        ...DEFINITIONS,
        labelSelector: kratixLabels.promiseName,
        pageSize: LARGE_OBJECTS,
      },
      ...this.#reporting('the CustomResourceDefinitions of Promises', {
        onForbidden: () =>
          this.#model.setUnreadable(
            undefined,
            describeUnreadable({ ...DEFINITIONS.location, namespaces: [] }),
          ),
      }),
      read: readPromiseKind,
      onListed: kinds => {
        this.#model.setUnreadable(undefined, undefined);
        const ids = new Set(kinds.map(({ id }) => id));
        [...this.#kinds.keys()]
          .filter(id => !ids.has(id))
          .forEach(id => this.#unwatchKind(id));
        kinds.forEach(kind => this.#watchKind(kind));
      },
      onChanged: kind => this.#watchKind(kind),
      onDeleted: kind => this.#unwatchKind(kind.id),
    });
  }

  /** Watches the ResourceBindings. They are needed only for the versions of upgrades; if they cannot be read, everything else still works. */
  #watchBindings(namespace: string | undefined) {
    const model = this.#model;
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    return new WatchedCollection({
      reader: this.#reader,
      collection: {
        kind: BINDINGS.kind,
        location: { ...BINDINGS.location, namespace },
        pageSize: SMALL_OBJECTS,
      },
      ...this.#reporting(`the ResourceBindings${where}`, {
        consequence:
          'While they cannot be read, states do not show the versions of upgrades.',
      }),
      read: readBindingObject,
      onListed: bindings => model.listBindings(namespace, bindings),
      onChanged: binding => model.setBinding(binding),
      onDeleted: binding => model.removeBinding(binding),
    });
  }

  #watchKind(kind: PromiseKind): void {
    const known = this.#kinds.get(kind.id);
    if (known && isSame(known.kind, kind)) {
      // If several Promises define a kind, the label of the definition alternates between them. This change of the label is not a reason to relist.
      this.#relabel(known, kind);
      return;
    }
    this.#stopKind(kind.id);
    this.#model.setKind(kind);
    const collections = (this.#ingest.namespaces ?? [undefined]).map(
      namespace => this.#watchResources(kind, namespace),
    );
    this.#kinds.set(kind.id, {
      kind,
      collections,
      promiseNames: new Set([kind.promiseName]),
      unreadableIn: new Set(),
    });
    if (this.#isRunning) {
      collections.forEach(each => each.start());
    }
  }

  /**
   * Changes the Promise of a kind. If the model has no Promises, it detects from the label that several Promises define the kind: the label then
   * returns to an earlier Promise.
   */
  #relabel(known: WatchedKind, kind: PromiseKind): void {
    const { promiseNames } = known;
    const isReturning =
      known.kind.promiseName !== kind.promiseName &&
      promiseNames.has(kind.promiseName);
    if (!this.#ingest.promises && (isReturning || known.isContested)) {
      known.isContested = true;
      const [first] = promiseNames;
      this.#model.setKind({ ...kind, promiseName: first });
      return;
    }
    promiseNames.add(kind.promiseName);
    known.kind = kind;
    this.#model.setKind(kind);
  }

  #contestedByLabel(): ContestedKind[] {
    return [...this.#kinds.values()]
      .filter(({ isContested }) => isContested)
      .map(({ kind, promiseNames }) => ({
        kindId: kind.id,
        promiseNames: [...promiseNames],
      }));
  }

  #watchResources(kind: PromiseKind, namespace: string | undefined) {
    const { group, version, plural } = kind;
    const model = this.#model;
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    return new WatchedCollection({
      reader: this.#reader,
      collection: {
        kind: kind.kind,
        location: { group, version, plural, namespace },
        labelSelector: this.#ingest.resourceSelector,
        pageSize: SMALL_OBJECTS,
      },
      ...this.#reporting(`${kind.id}${where}`, {
        onForbidden: () => this.#setReadable(kind, namespace, false),
      }),
      read: raw => {
        const resource = readResourceObject(raw);
        return resource && readResourceFacts(resource, this.#context);
      },
      onListed: resources => {
        this.#setReadable(kind, namespace, true);
        model.listResources(kind.id, namespace, resources);
      },
      onChanged: resource => model.setResource(kind.id, resource),
      onDeleted: resource => model.removeResource(kind.id, resource),
    });
  }

  #setReadable(
    kind: PromiseKind,
    namespace: string | undefined,
    isReadable: boolean,
  ): void {
    const unreadableIn = this.#kinds.get(kind.id)?.unreadableIn;
    if (!unreadableIn) {
      return;
    }
    if (isReadable) {
      unreadableIn.delete(namespace ?? '');
    } else {
      unreadableIn.add(namespace ?? '');
    }
    this.#model.setUnreadable(
      kind.id,
      unreadableIn.size === 0
        ? undefined
        : describeUnreadable({
            ...kind,
            namespaces: [...unreadableIn].filter(each => each !== ''),
          }),
    );
  }

  /** Called only when the deletion of the definition was observed, and never after a failure. */
  #unwatchKind(id: string): void {
    this.#stopKind(id);
    this.#kinds.delete(id);
    this.#model.removeKind(id);
  }

  #stopKind(id: string): void {
    this.#kinds.get(id)?.collections.forEach(each => void each.stop());
  }

  #reporting(
    what: string,
    options: { consequence?: string; onForbidden?: () => void } = {},
  ) {
    const {
      consequence = 'While they cannot be read, their entities stay unchanged.',
      onForbidden,
    } = options;
    return {
      backoff: this.#backoff,
      clock: this.#clock,
      onChange: this.#onChange,
      report: {
        problem: (error: unknown) => {
          if (SkeError.is(error) && error.code === 'forbidden') {
            onForbidden?.();
          }
          const reason = SkeError.is(error)
            ? [error.message, error.detail, REMEDIES[error.code] ?? error.hint]
                .filter(Boolean)
                .join(' ')
            : String(error);
          this.#logger.warn(`Cannot read ${what}. ${consequence} ${reason}`);
        },
        recovered: () => this.#logger.info(`Reading ${what} works again.`),
      },
    };
  }
}

interface WatchedKind {
  kind: PromiseKind;
  /** A single collection for all namespaces, or one for each configured namespace. */
  collections: WatchedCollection<unknown>[];
  /** The Promises that were in the label of the definition so far. */
  promiseNames: Set<string>;
  isContested?: boolean;
  /** The namespaces whose requests the account may not read; empty text for all namespaces. */
  unreadableIn: Set<string>;
}

function isSame(a: PromiseKind, b: PromiseKind): boolean {
  return a.version === b.version && a.kind === b.kind;
}

function collectionOf({ kind, ...location }: WellKnownKind) {
  return { kind, location };
}
