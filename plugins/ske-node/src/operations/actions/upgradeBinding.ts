import type { JsonObject } from '@backstage/types';
import {
  invalidField,
  cleanText,
  describeResourceRef,
  kratixLabels,
  labelIs,
  readBindingState,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { asObject, metadataOf } from '../../manifests';
import { isPromise, knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import { offersKind } from '../kinds/promiseKind';

const LATEST = 'latest';
const MOST_REVISIONS = 1_000;
const ATTEMPTS = 3;

/**
 * Checks that the Promise in a request's label offers the request's kind. Otherwise a user who may change the labels could write the name of another Promise, and would
 * change the ResourceBinding of a request of another kind with the same name. For callers who may not read Promises, only RBAC applies.
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
      message: `${describeResourceRef(request)} is not a request of Promise ${promise}, which its label ${kratixLabels.promiseName} names; nothing was written.`,
      hint: 'Kratix sets this label itself. Remove the label, and Kratix sets the right one.',
    });
  }
}

/** @throws SkeError `not-found`, with the existing versions, when the Promise has no such PromiseRevision */
export async function checkVersion(
  promise: string,
  version: string,
  operation: Operation,
): Promise<void> {
  if (version === LATEST) {
    return;
  }
  const revisions = await listRevisions(promise, operation);
  const versions = revisions.map(each => each.version);
  if (!versions.includes(version)) {
    throw new SkeError({
      code: 'not-found',
      message: cleanText(`Promise ${promise} has no version ${version}.`),
      hint: cleanText(`It has ${[...versions, LATEST].join(', ')}.`),
      causes: [invalidField('version', 'is not a version of the Promise')],
    });
  }
}

/** A version of a Promise. */
interface Revision {
  version: string;
  isLatest: boolean;
}

async function listRevisions(
  promise: string,
  operation: Operation,
): Promise<Revision[]> {
  const revisions = await operation.allOf(knownKinds.promiseRevision);
  const { items } = await revisions.listUpTo(MOST_REVISIONS, {
    labelSelector: labelIs(kratixLabels.promiseName, promise),
  });
  return items.flatMap(({ spec, status }) => {
    const { promiseRef, version } = asObject(spec);
    return asObject(promiseRef).name === promise && typeof version === 'string'
      ? [{ version, isLatest: asObject(status).latest === true }]
      : [];
  });
}

/** A ResourceBinding that asks for the wanted version. */
interface WrittenBinding {
  binding: string;
  from?: string;
  changed: boolean;
  /** Whether the last run was with this version, and has failed. Kratix starts no other run with this version by itself. */
  hasFailed: boolean;
}

/**
 * Writes the wanted version into the ResourceBinding of a request. Kratix writes the status of the binding during an upgrade, so the patch does not
 * require the resourceVersion of the binding. It requires that the values on which it depends are unchanged.
 */
export async function upgradeBinding(
  wanted: {
    promise: string;
    version: string;
    request: ResourceRef;
    /** Called when the binding is known, before it is written. */
    confirm(): Promise<void>;
  },
  operation: Operation,
): Promise<WrittenBinding> {
  for (let attempt = 1; ; attempt += 1) {
    const binding = await findBinding(wanted, operation);
    // The patch requires the uid of this binding, which existed while the request was confirmed. Kratix deletes the binding with its request (finalizer
    // `kratix.io/resource-binding-cleanup`), so the patch fails if the request is created again after the confirmation.
    await wanted.confirm();
    const name = String(metadataOf(binding).name);
    const { version } = asObject(binding.spec);
    const from = typeof version === 'string' ? version : undefined;
    const hasFailed = await hasFailedWith(wanted, binding, operation);
    if (from === wanted.version) {
      return { binding: name, from, changed: false, hasFailed };
    }
    const target = await operation.targetOf(knownKinds.resourceBinding, {
      namespace: wanted.request.namespace,
      name,
    });
    try {
      await target.patchIfSame(
        { spec: { version: wanted.version } },
        binding,
        [
          { path: ['spec', 'version'], value: version },
          { path: ['spec', 'resourceRef'], value: binding.spec.resourceRef },
        ],
        { action: 'actions' },
      );
      return { binding: name, from, changed: true, hasFailed };
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

/**
 * Whether the last run was with the wanted version, and has failed. The binding can ask for the same version by another name: the newest version is also
 * `latest`. For callers who may not list versions, `latest` counts as another version than the failed one.
 */
async function hasFailedWith(
  { promise, version }: { promise: string; version: string },
  binding: JsonObject,
  operation: Operation,
): Promise<boolean> {
  const { failedVersion } = asObject(binding.status);
  // Kratix writes `not-set` for a Promise without a version, which cannot be upgraded.
  if (
    readBindingState(binding).state !== 'failed' ||
    typeof failedVersion !== 'string' ||
    failedVersion === 'not-set'
  ) {
    return false;
  }
  if (version !== LATEST) {
    return failedVersion === version;
  }
  try {
    const revisions = await listRevisions(promise, operation);
    return revisions.some(
      each => each.isLatest && each.version === failedVersion,
    );
  } catch (error) {
    if (SkeError.is(error) && error.code === 'forbidden') {
      return false;
    }
    throw error;
  }
}

/** Finds the binding by its labels. Its name contains a hash and cannot be parsed. */
async function findBinding(
  { promise, request }: { promise: string; request: ResourceRef },
  operation: Operation,
): Promise<JsonObject & { spec: JsonObject }> {
  const bindings = await operation.allOf(
    knownKinds.resourceBinding,
    request.namespace,
  );
  const { items } = await bindings.list({
    labelSelector: [
      labelIs(kratixLabels.promiseName, promise),
      labelIs(kratixLabels.resourceName, request.name),
    ].join(','),
  });
  const binding = items.find(item => isOf(item, request));
  if (isPromise(request) || !binding) {
    throw new SkeError({
      code: 'not-found',
      message: `${describeResourceRef(request)} has no ResourceBinding, so it has no version to change.`,
      hint: 'Kratix creates a ResourceBinding a moment after the resource request. Versions of Kratix without ResourceBindings have no upgrades.',
    });
  }
  return { ...binding, spec: asObject(binding.spec) };
}

function isOf({ spec }: JsonObject, { name, namespace }: ResourceRef): boolean {
  const { resourceRef } = asObject(spec);
  const ref = asObject(resourceRef);
  return ref.name === name && (ref.namespace ?? namespace) === namespace;
}
