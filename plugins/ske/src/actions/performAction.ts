import {
  kratixLabels,
  labelIs,
  readBindingState,
  readWorkflow,
  type ResourceRef,
  type SkeError,
  type Workflow,
} from '@kratix-portal/plugin-ske-common';
import { isAnswerLost, toSkeError, type SkeApi } from '../api';
import { KRATIX_API } from '../kratix';
import { objectsAt, textAt, valueAt } from '../values';
import type { Action, ActionTarget } from './Action';

/**
 * How an action ended.
 *
 * - `done`: the cluster has accepted it, or the object was already in the wanted state.
 * - `not-done`: no response arrived, and the object shows that nothing was written.
 * - `unclear`: no response arrived, and either the object does not show whether the action was written, or the object could not be read.
 * - `refused`: the cluster or the portal has refused or rejected it.
 */
export type ActionOutcome =
  | { readonly type: 'done'; readonly resourceVersion?: string }
  | { readonly type: 'not-done'; readonly error: SkeError }
  | { readonly type: 'unclear'; readonly error: SkeError }
  | { readonly type: 'refused'; readonly error: SkeError };

/** The version of a binding that follows the newest version. */
const LATEST = 'latest';

type Calls = Pick<
  SkeApi,
  'act' | 'upgrade' | 'deleteResource' | 'getResource' | 'listResources'
>;

/** Sends an action to the cluster. If no response arrives, the action is not sent again; the object is read to find out what happened. */
export async function performAction(
  api: Calls,
  action: Action,
  target: ActionTarget,
): Promise<ActionOutcome> {
  try {
    return { type: 'done', ...(await send(api, action, target)) };
  } catch (thrown) {
    const error = toSkeError(thrown);
    if (!isAnswerLost(error)) {
      return isAlreadyGone(action, error)
        ? { type: 'done' }
        : { type: 'refused', error };
    }
    return { type: await lookUp(api, action, target), error };
  }
}

async function send(
  api: Calls,
  action: Action,
  { ref, uid }: ActionTarget,
): Promise<{ resourceVersion?: string }> {
  switch (action.name) {
    case 'delete':
      await api.deleteResource({ ...ref, uid });
      return {};
    case 'upgrade':
      await api.upgrade({ ...ref, uid, version: action.version });
      return {};
    default: {
      const { resourceVersion } = await api.act(action.name, { ...ref, uid });
      return { resourceVersion };
    }
  }
}

/** A delete of an object that no longer exists counts as done. */
function isAlreadyGone({ name }: Action, { code }: SkeError): boolean {
  return name === 'delete' && code === 'not-found';
}

async function lookUp(
  api: Calls,
  action: Action,
  target: ActionTarget,
): Promise<'done' | 'not-done' | 'unclear'> {
  try {
    const { manifest } = await api.getResource(target.ref);
    if (textAt(manifest, 'metadata', 'uid') !== target.uid) {
      // Another object has the name now, so the object that the action was for is gone.
      return action.name === 'delete' ? 'done' : 'unclear';
    }
    return await compare(api, action, target, manifest);
  } catch (error) {
    return isAlreadyGone(action, toSkeError(error)) ? 'done' : 'unclear';
  }
}

async function compare(
  api: Calls,
  action: Action,
  target: ActionTarget,
  manifest: unknown,
): Promise<'done' | 'not-done' | 'unclear'> {
  const label = (name: string) =>
    valueAt(manifest, 'metadata', 'labels', name) === 'true';
  switch (action.name) {
    case 'delete':
      return valueAt(manifest, 'metadata', 'deletionTimestamp')
        ? 'done'
        : 'not-done';
    case 'upgrade': {
      const binding = await readBinding(api, target.ref, manifest);
      if (textAt(binding, 'spec', 'version') !== action.version) {
        return 'not-done';
      }
      const failed = textAt(binding, 'status', 'failedVersion');
      if (readBindingState(binding).state !== 'failed') {
        return 'done';
      }
      if (action.version === LATEST) {
        // The run can have failed with this version or with an older one.
        const rerun = readRerun(target, manifest);
        return rerun === 'done' ? rerun : 'unclear';
      }
      // The binding can have asked for this version already. After a failed run with it, the label starts the next one.
      return failed === action.version ? readRerun(target, manifest) : 'done';
    }
    case 'pause':
      return label(kratixLabels.paused) ? 'done' : 'not-done';
    case 'resume':
      return label(kratixLabels.paused) || label(kratixLabels.workflowSuspended)
        ? 'not-done'
        : 'done';
    default:
      return readRerun(target, manifest);
  }
}

/**
 * Reads whether the label that starts a run has been written. When Kratix starts the run, it sets the pipelines to `Pending`, and then removes the label. So without
 * the label, the pipelines tell, unless a run was in progress.
 */
function readRerun(
  { resourceVersion, status }: ActionTarget,
  manifest: unknown,
): 'done' | 'not-done' | 'unclear' {
  const labels = valueAt(manifest, 'metadata', 'labels');
  if (valueAt(labels, kratixLabels.manualReconciliation) === 'true') {
    return 'done';
  }
  if (textAt(manifest, 'metadata', 'resourceVersion') === resourceVersion) {
    return 'not-done';
  }
  const before = readWorkflow(status);
  if (before.pipelines.length === 0 || !isOver(before)) {
    return 'unclear';
  }
  const now = readWorkflow(valueAt(manifest, 'status'));
  return isSameRun(before, now) ? 'not-done' : 'done';
}

function isOver({ pipelines, current }: Workflow): boolean {
  return (
    current?.phase === 'Failed' ||
    pipelines.every(({ phase }) => phase === 'Succeeded')
  );
}

function isSameRun(before: Workflow, now: Workflow): boolean {
  const phases = ({ pipelines }: Workflow) =>
    pipelines.map(({ name, phase, lastTransitionTime }) =>
      [name, phase, lastTransitionTime].join(' '),
    );
  const past = phases(before);
  return phases(now).every(each => past.includes(each));
}

/** Reads the ResourceBinding of a request. */
async function readBinding(
  api: Calls,
  { name, namespace }: ResourceRef,
  manifest: unknown,
): Promise<unknown> {
  const promise = textAt(
    manifest,
    'metadata',
    'labels',
    kratixLabels.promiseName,
  );
  const { items } = await api.listResources({
    apiVersion: KRATIX_API,
    kind: 'ResourceBinding',
    namespace,
    labelSelector: [
      labelIs(kratixLabels.promiseName, promise ?? ''),
      labelIs(kratixLabels.resourceName, name),
    ].join(','),
  });
  return objectsAt({ items }, 'items').find(
    item => textAt(item, 'spec', 'resourceRef', 'name') === name,
  );
}
