import type { JsonObject } from '@backstage/types';
import {
  invalidField,
  cleanText,
  describeResourceRef,
  kratixLabels,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { isPromise, knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import { offersKind } from '../kinds/promiseKind';
import { asObject } from './kratixObject';

const LATEST = 'latest';
const MOST_REVISIONS = 1_000;
// Kratix writes its own status into the binding, so a write of ours can lose a race that is none.
const ATTEMPTS = 3;

/**
 * Holds a request against the Promise that its label names: whoever may change its labels can write any name there, and would reach the
 * ResourceBinding of another kind's request that has the same name. Who may not read Promises is held by RBAC alone.
 *
 * @throws SkeError `conflict` when that Promise does not offer the kind
 */
export async function checkPromise(
  promise: string,
  request: ResourceRef,
  operation: Operation,
): Promise<void> {
  const target = await operation.targetOf(knownKinds.promise, {
    name: promise,
  });
  let object: JsonObject;
  try {
    object = await target.read();
  } catch (error) {
    if (SkeError.is(error) && error.code === 'forbidden') {
      return;
    }
    throw error;
  }
  if (!isPromise(request) && !offersKind(object, request)) {
    throw new SkeError({
      code: 'conflict',
      message: `${describeResourceRef(request)} is no request of Promise ${promise}, which its label ${kratixLabels.promiseName} names; nothing was written.`,
      hint: 'Kratix sets this label itself. Remove it, and Kratix writes the right one.',
    });
  }
}

/** @throws SkeError `not-found`, with the versions that there are, when the Promise has no such PromiseRevision */
export async function checkVersion(
  promise: string,
  version: string,
  operation: Operation,
): Promise<void> {
  if (version === LATEST) {
    return;
  }
  const revisions = await operation.allOf(knownKinds.promiseRevision);
  const { items } = await revisions.listUpTo(MOST_REVISIONS, {
    labelSelector: `${kratixLabels.promiseName}=${promise}`,
  });
  const versions = items.flatMap(({ spec }) => {
    const { promiseRef, version: found } = asObject(spec);
    return asObject(promiseRef).name === promise && typeof found === 'string'
      ? [found]
      : [];
  });
  if (!versions.includes(version)) {
    throw new SkeError({
      code: 'not-found',
      message: cleanText(`Promise ${promise} has no version ${version}.`),
      hint: cleanText(`It has ${[...versions, LATEST].join(', ')}.`),
      causes: [invalidField('version', 'is not a version of the Promise')],
    });
  }
}

/** Writes the wanted version into the ResourceBinding of a request. */
export async function upgradeBinding(
  wanted: { promise: string; version: string; request: ResourceRef },
  operation: Operation,
): Promise<{ binding: string; from?: string; changed: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    const { name, uid, resourceVersion, version } = await findBinding(
      wanted,
      operation,
    );
    const result = { binding: name, from: version };
    if (version === wanted.version) {
      return { ...result, changed: false };
    }
    const target = await operation.targetOf(knownKinds.resourceBinding, {
      namespace: wanted.request.namespace,
      name,
    });
    try {
      await target.patchFor('actions', {
        metadata: { uid, resourceVersion },
        spec: { version: wanted.version },
      });
      return { ...result, changed: true };
    } catch (error) {
      if (
        !SkeError.is(error) ||
        error.code !== 'conflict' ||
        attempt === ATTEMPTS
      ) {
        throw error;
      }
    }
  }
}

interface Binding {
  name: string;
  uid: string;
  resourceVersion: string;
  version: string | undefined;
}

/** By its labels: its name is made with a hash, and is not to be parsed. */
async function findBinding(
  { promise, request }: { promise: string; request: ResourceRef },
  operation: Operation,
): Promise<Binding> {
  const bindings = await operation.allOf(
    knownKinds.resourceBinding,
    request.namespace,
  );
  const { items } = await bindings.list({
    labelSelector: `${kratixLabels.promiseName}=${promise},${kratixLabels.resourceName}=${request.name}`,
  });
  const binding = items.find(item => isOf(item, request));
  if (isPromise(request) || !binding) {
    throw new SkeError({
      code: 'not-found',
      message: `${describeResourceRef(request)} has no ResourceBinding that could hold a version.`,
      hint: 'Kratix makes one for each resource request, a moment after it was created. Kratix before ResourceBindings has no upgrades.',
    });
  }
  const { name, uid, resourceVersion } = asObject(binding.metadata);
  const { version } = asObject(binding.spec);
  return {
    name: String(name),
    uid: String(uid),
    resourceVersion: String(resourceVersion),
    version: typeof version === 'string' ? version : undefined,
  };
}

function isOf({ spec }: JsonObject, { name, namespace }: ResourceRef): boolean {
  const { resourceRef } = asObject(spec);
  const ref = asObject(resourceRef);
  return ref.name === name && (ref.namespace ?? namespace) === namespace;
}
