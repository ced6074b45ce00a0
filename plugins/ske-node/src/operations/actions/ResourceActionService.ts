import {
  describeResourceRef,
  ResourceActionInput,
  ResourceActionName,
  ResourceActionResult,
  SkeError,
  UpgradeInput,
  UpgradeResult,
} from '@kratix-portal/plugin-ske-common';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedRef } from '../audit/auditedRef';
import { ResourceTarget } from '../targets/ResourceTarget';
import { checkOffered } from './checkOffered';
import {
  checkPickedUp,
  checkUid,
  toKratixObject,
  type KratixObject,
} from './kratixObject';
import { labelChanges } from './labelChanges';
import { checkPromise, checkVersion, upgradeBinding } from './upgradeBinding';
import { seenStateIsOld } from '../../platform/responses/conflictErrors';

/**
 * Runs the actions of Kratix on a resource request or a Promise: it sets the labels that Kratix watches, and the version in a ResourceBinding.
 *
 * @public
 */
export class ResourceActionService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /**
   * Re-runs, pauses or resumes the workflow.
   *
   * If the caller names a uid, the object must have this uid. The patch contains the uid of the object that was read, so that it cannot change an object that was
   * created again. If the caller names a resourceVersion, the patch contains it too, so that it cannot change a later state of the object.
   */
  async act(
    action: ResourceActionName,
    input: ResourceActionInput,
    caller: OperationCaller,
  ): Promise<ResourceActionResult> {
    return this.#operations.run(
      {
        eventId: 'resource-action',
        severityLevel: 'medium',
        verb: action,
        subject: auditedRef(input),
      },
      caller,
      async operation => {
        const target = await operation.find(input, ['actions']);
        const object = toKratixObject(target.ref, await target.read());
        operation.audit.uidFound(object.uid || undefined);
        checkUid(target.ref, object, input.uid);
        checkVersionOf(target, object.resourceVersion, input.resourceVersion);
        const labels = labelChanges(action, object.labels);
        const changed = Object.keys(labels).length > 0;
        if (action !== 'resume') {
          await checkOffered(target.ref, object, operation);
        } else if (!changed) {
          checkPickedUp(target.ref, object);
          throw new SkeError({
            code: 'conflict',
            message: `${describeResourceRef(target.ref)} is neither paused nor suspended; nothing was written.`,
            hint: 'If its Promise is paused, resume the Promise.',
          });
        }
        const { uid } = object;
        let { resourceVersion } = object;
        if (changed) {
          const metadata = {
            uid,
            labels,
            ...(input.resourceVersion !== undefined && { resourceVersion }),
          };
          const { body } = await target.patchFor('actions', { metadata });
          ({ resourceVersion } = toKratixObject(target.ref, body));
        }
        return { ...target.ref, action, changed, uid, resourceVersion };
      },
    );
  }

  /**
   * Moves a resource request to another version of its Promise. Kratix keeps the wanted version in a ResourceBinding. With a version that does not
   * exist the request would wait for ever, so the version is checked first. If the last run with this version has failed, the workflow runs again. If the caller names the uid of the request, the binding of an object that was created
   * again under the same name is not changed.
   */
  async upgrade(
    input: UpgradeInput,
    caller: OperationCaller,
  ): Promise<UpgradeResult> {
    const { version } = input;
    return this.#operations.run(
      {
        eventId: 'resource-action',
        severityLevel: 'medium',
        verb: 'upgrade',
        subject: auditedRef(input),
      },
      caller,
      async operation => {
        const target = await operation.find(input, ['actions']);
        const object = toKratixObject(target.ref, await target.read());
        operation.audit.uidFound(object.uid || undefined);
        checkUid(target.ref, object, input.uid);
        checkPickedUp(target.ref, object);
        const { promise = '' } = object;
        await checkPromise(promise, target.ref, operation);
        await checkVersion(promise, version, operation);
        const { binding, from, changed, hasFailed } = await upgradeBinding(
          {
            promise,
            version,
            request: target.ref,
            // The binding is found by the name of the request, so it can belong to a request that was created again under this name in the meantime.
            confirm: async () => {
              if (input.uid !== undefined) {
                const now = toKratixObject(target.ref, await target.read());
                checkUid(target.ref, now, input.uid);
              }
            },
          },
          operation,
        );
        return {
          ...target.ref,
          action: 'upgrade',
          changed: (hasFailed && (await runAgain(target, object))) || changed,
          promise,
          binding,
          ...(from !== undefined && { from }),
          to: version,
        };
      },
    );
  }
}

/**
 * Starts the workflow of a request again whose last run with the wanted version has failed. Kratix does not retry by itself.
 *
 * @returns whether something was written
 * @throws SkeError with a hint that says what was written before
 */
async function runAgain(
  target: ResourceTarget,
  { uid, labels }: KratixObject,
): Promise<boolean> {
  const changes = labelChanges('reconcile', labels);
  if (Object.keys(changes).length === 0) {
    return false;
  }
  try {
    await target.patchFor('actions', { metadata: { uid, labels: changes } });
  } catch (error) {
    if (SkeError.is(error) && error.code === 'forbidden') {
      throw new SkeError({
        code: error.code,
        message: error.message,
        detail: error.detail,
        hint: `The ResourceBinding asks for this version, and the last run with it has failed. To run it again, you also need the right to patch ${describeResourceRef(target.ref)}.`,
      });
    }
    throw error;
  }
  return true;
}

function checkVersionOf(
  target: ResourceTarget,
  live: string,
  wanted: string | undefined,
): void {
  if (wanted !== undefined && wanted !== live) {
    throw seenStateIsOld(
      `${describeResourceRef(target.ref)} has changed since you looked at it; nothing was written.`,
    );
  }
}
