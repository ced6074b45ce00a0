import {
  formatApiVersion,
  KRATIX_GROUP,
  kratixLabels,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataOf } from '../../manifests';
import type { PlatformClient } from '../../platform';
import { collectionPath, objectPath } from '../../platform/calls/ApiPath';
import type { ServedKind } from '../../platform/discovery/ServedKind';
import type { Caller, PlatformCall } from '../../platform/calls/PlatformCall';

const PROMISES = wellKnownKinds.promise;
const DEFINITIONS = wellKnownKinds.customResourceDefinition;
const PAGE_SIZE = 50;
// How long a positive result is cached. Kratix deletes a Promise together with its kind, so an outdated result usually allows a kind that no longer exists.
const LIFETIME_MS = 60_000;

// Kratix writes these fields into the status of a Promise when it has installed the kind. Users of the portal cannot write these fields, because no route
// writes a status.
const promiseSchema = z.object({
  status: z.object({ apiVersion: z.string(), kind: z.string() }),
});

/**
 * Checks whether a kind is Promise, or a kind that a Promise defines (S20, `ske.kubernetes.kinds: promises`). The check reads from the cluster with the
 * caller's identity.
 *
 * Kratix labels the CustomResourceDefinition of each kind that it installs. If the caller may not read definitions, the check reads the Promises. If the
 * caller may read neither, the kind is not allowed. A positive result is the same for all callers, so it is cached. A negative result is not cached.
 */
export class PromiseKinds {
  readonly #client: PlatformClient;
  readonly #now: () => number;
  readonly #known = new Map<string, number>();

  constructor(options: { client: PlatformClient; now?: () => number }) {
    this.#client = options.client;
    this.#now = options.now ?? Date.now;
  }

  /**
   * @throws SkeError `kind-not-allowed` for any other kind, or when the caller may read neither definitions nor Promises
   */
  async check(kind: ServedKind, caller: Caller): Promise<void> {
    if (kind.group === KRATIX_GROUP) {
      if (kind.kind !== PROMISES.kind) {
        throw notAllowed(kind, 'it belongs to Kratix itself');
      }
      return;
    }
    // The group of a CustomResourceDefinition contains a dot. Without a dot, the kind belongs to Kubernetes itself.
    if (!kind.group.includes('.')) {
      throw notAllowed(kind, 'no Promise defines it');
    }
    const key = `${kind.plural}.${kind.group}`;
    if (this.#now() - (this.#known.get(key) ?? -Infinity) < LIFETIME_MS) {
      return;
    }
    this.#known.delete(key);
    const isPromised =
      (await this.#readDefinition(key, caller)) ??
      (await this.#readPromises(kind, caller));
    if (isPromised === undefined) {
      throw notAllowed(
        kind,
        'you may read neither CustomResourceDefinitions nor Promises, so the portal cannot check whether a Promise defines the kind',
        `Ask the platform team for a role that allows "get" on ${DEFINITIONS.plural} of API group "${DEFINITIONS.group}", or "list" on ${PROMISES.plural} of "${KRATIX_GROUP}".`,
      );
    }
    if (!isPromised) {
      throw notAllowed(kind, 'no Promise defines it');
    }
    this.#known.set(key, this.#now());
  }

  /** @returns undefined when the caller may not read definitions */
  async #readDefinition(
    name: string,
    caller: Caller,
  ): Promise<boolean | undefined> {
    const ref = {
      apiVersion: formatApiVersion(DEFINITIONS),
      kind: DEFINITIONS.kind,
      name,
    };
    const call: PlatformCall = {
      ...caller,
      subject: {
        verb: 'get',
        cluster: this.#client.cluster,
        target: { type: 'object', ref, plural: DEFINITIONS.plural },
      },
    };
    try {
      const { body } = await this.#client.get(
        objectPath(DEFINITIONS, name),
        call,
      );
      const labels = metadataOf(body).labels;
      const promise = z.record(z.string(), z.string()).safeParse(labels).data?.[
        kratixLabels.promiseName
      ];
      return promise !== undefined && promise !== '';
    } catch (error) {
      if (SkeError.is(error) && error.code === 'not-found') {
        return false; // An aggregated API server serves the kind.
      }
      return whenForbidden(error);
    }
  }

  /** @returns undefined when the caller may not list Promises, or the cluster has none */
  async #readPromises(
    kind: ServedKind,
    caller: Caller,
  ): Promise<boolean | undefined> {
    const call: PlatformCall = {
      ...caller,
      subject: {
        verb: 'list',
        cluster: this.#client.cluster,
        target: {
          type: 'kind',
          apiVersion: formatApiVersion(PROMISES),
          kind: PROMISES.kind,
          plural: PROMISES.plural,
        },
      },
    };
    const path = collectionPath(PROMISES);
    let next: string | undefined;
    try {
      do {
        const page = await this.#client.list(
          path,
          { limit: PAGE_SIZE, continue: next },
          call,
        );
        if (page.items.some(promise => defines(promise, kind))) {
          return true;
        }
        next = page.continue;
      } while (next);
    } catch (error) {
      return whenForbidden(error);
    }
    return false;
  }
}

function defines(promise: unknown, kind: ServedKind): boolean {
  const status = promiseSchema.safeParse(promise).data?.status;
  return (
    status?.kind === kind.kind &&
    // The version does not matter: all versions of a kind belong to the same definition.
    status.apiVersion.split('/')[0] === kind.group
  );
}

function whenForbidden(error: unknown): undefined {
  if (
    SkeError.is(error) &&
    ['forbidden', 'policy-denied', 'kind-not-served'].includes(error.code)
  ) {
    return undefined;
  }
  throw error;
}

function notAllowed(kind: ServedKind, reason: string, hint?: string): SkeError {
  const { group, version } = kind;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return new SkeError({
    code: 'kind-not-allowed',
    message: `The portal gives access only to Promises and to the kinds that they define, not to kind ${kind.kind} of ${apiVersion}: ${reason}.`,
    hint:
      hint ??
      'Use kubectl if you have access. When each user has their own identity on the cluster, the platform team can allow all kinds (ske.kubernetes.kinds).',
  });
}
