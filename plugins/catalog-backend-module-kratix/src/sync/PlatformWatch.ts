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
import type { IngestConfig } from '../config/KratixProviderConfig';
import type { EntityContext } from '../entities/EntityContext';
import { readResourceFacts } from '../entities/ResourceFacts';
import type { PlatformModel } from '../model/PlatformModel';
import { readPromiseKind, type PromiseKind } from '../platform/PromiseKind';
import { readPromiseObject } from '../platform/PromiseObject';
import { readResourceObject } from '../platform/ResourceObject';
import { WatchedCollection } from './WatchedCollection';

const PROMISES = collectionOf(wellKnownKinds.promise);
const DEFINITIONS = collectionOf(wellKnownKinds.customResourceDefinition);
/** A Promise may be larger than a megabyte, and so may a CustomResourceDefinition. */
const LARGE_OBJECTS = 10;
const SMALL_OBJECTS = 500;

/** What to do where it is the catalog's account that is at fault. */
const REMEDIES: Partial<Record<SkeErrorCode, string>> = {
  'identity-rejected':
    'Give the provider a token that is valid (serviceAccountToken, serviceAccountTokenFile or kubeconfig).',
  forbidden:
    'The ClusterRole that the catalog’s account needs is in docs/reference/catalog.md.',
};

/** Which collections could not be listed since the start, or since the last `relist`. */
export interface Unlisted {
  promises: boolean;
  /** Whether nothing is known of which kinds there are. */
  kinds: boolean;
  ofKinds: PromiseKind[];
}

/**
 * Follows the Promises of a cluster, the kinds that they bring and the resource requests of each kind, and keeps a model up to date.
 *
 * A kind is watched when its CustomResourceDefinition is there, and until that is gone: whether a Promise is there or not decides nothing.
 */
export class PlatformWatch {
  readonly #reader: CollectionReader;
  readonly #ingest: IngestConfig;
  readonly #model: PlatformModel;
  readonly #context: EntityContext;
  readonly #logger: LoggerService;
  readonly #backoff: Partial<BackoffOptions>;
  readonly #onChange: () => void;
  readonly #promises?: WatchedCollection<unknown>;
  readonly #definitions?: WatchedCollection<unknown>;
  readonly #kinds = new Map<string, WatchedKind>();
  #isRunning = false;

  constructor(options: {
    reader: CollectionReader;
    ingest: IngestConfig;
    model: PlatformModel;
    context: EntityContext;
    logger: LoggerService;
    /** Something is dirty in the model, or a list has come or failed. */
    onChange: () => void;
    backoff?: Partial<BackoffOptions>;
  }) {
    this.#reader = options.reader;
    this.#ingest = options.ingest;
    this.#model = options.model;
    this.#context = options.context;
    this.#logger = options.logger;
    this.#backoff = options.backoff ?? {};
    this.#onChange = options.onChange;
    this.#promises = options.ingest.promises
      ? this.#watchPromises()
      : undefined;
    this.#definitions = options.ingest.resources
      ? this.#watchDefinitions()
      : undefined;
  }

  /** Begins, or goes on. */
  start(): void {
    this.#isRunning = true;
    this.#all().forEach(each => each.start());
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await Promise.all(this.#all().map(each => each.stop()));
  }

  /** Makes the next start list everything anew. */
  forget(): void {
    this.#all().forEach(each => each.forget());
  }

  /** Lists everything anew. */
  async relist(): Promise<void> {
    await this.stop();
    this.forget();
    this.start();
  }

  /** Whether each collection was listed or has failed, so that waiting longer is waiting for a failure. */
  get isSettled(): boolean {
    return this.#all().every(each => each.isListed || each.isFailing);
  }

  /** Whether anything at all was listed: before, nothing can be said of the cluster. */
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
      ...this.#reporting('the CustomResourceDefinitions of Promises'),
      read: readPromiseKind,
      onListed: kinds => {
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

  #watchKind(kind: PromiseKind): void {
    const known = this.#kinds.get(kind.id);
    if (known && isSame(known.kind, kind)) {
      return;
    }
    this.#stopKind(kind.id);
    this.#model.setKind(kind);
    const collections = (this.#ingest.namespaces ?? [undefined]).map(
      namespace => this.#watchResources(kind, namespace),
    );
    this.#kinds.set(kind.id, { kind, collections });
    if (this.#isRunning) {
      collections.forEach(each => each.start());
    }
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
      ...this.#reporting(`${kind.id}${where}`),
      read: raw => {
        const resource = readResourceObject(raw);
        return resource && readResourceFacts(resource, this.#context);
      },
      onListed: resources => model.listResources(kind.id, namespace, resources),
      onChanged: resource => model.setResource(kind.id, resource),
      onDeleted: resource => model.removeResource(kind.id, resource),
    });
  }

  /** The definition is gone, and that was seen: not a failure. */
  #unwatchKind(id: string): void {
    this.#stopKind(id);
    this.#kinds.delete(id);
    this.#model.removeKind(id);
  }

  #stopKind(id: string): void {
    this.#kinds.get(id)?.collections.forEach(each => void each.stop());
  }

  #reporting(what: string) {
    return {
      backoff: this.#backoff,
      onChange: this.#onChange,
      report: {
        problem: (error: unknown) => {
          const reason = SkeError.is(error)
            ? [error.message, error.detail, REMEDIES[error.code] ?? error.hint]
                .filter(Boolean)
                .join(' ')
            : String(error);
          this.#logger.warn(
            `Cannot read ${what}; the entities stay as they are until it works again. ${reason}`,
          );
        },
        recovered: () => this.#logger.info(`Reading ${what} works again`),
      },
    };
  }
}

interface WatchedKind {
  kind: PromiseKind;
  /** One, or one for each namespace. */
  collections: WatchedCollection<unknown>[];
}

function isSame(a: PromiseKind, b: PromiseKind): boolean {
  return (
    a.version === b.version &&
    a.kind === b.kind &&
    a.promiseName === b.promiseName
  );
}

function collectionOf({ kind, ...location }: WellKnownKind) {
  return { kind, location };
}
