import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import {
  hasLabel,
  hold,
  patch,
  patchLabels,
  remove,
  Rule,
  Step,
  step,
} from './Controller';
import { timestamp, workflowConditions } from './kratixConditions';
import { finalizerNames, labelNames } from './kratixNames';
import { hasCondition, latestJob, start, stop } from './workflow';
import { phasesOf, report, WorkflowRule, WorkflowState } from './WorkflowState';

function hasFinalizer({ object }: WorkflowState, finalizer: string) {
  return object.metadata.finalizers?.includes(finalizer) ?? false;
}

function withoutFinalizer({ object, type }: WorkflowState, finalizer: string) {
  const { finalizers = [] } = object.metadata;
  const others = finalizers.filter(name => name !== finalizer);
  return step(patch(type, object, { metadata: { finalizers: others } }));
}

/** Deletes the objects that are not being deleted yet. */
export function removeAll(
  type: ResourceType,
  objects: KubernetesObject[],
): Step {
  const left = objects.filter(({ metadata }) => !metadata.deletionTimestamp);
  return step(...left.map(object => remove(type, object)));
}

/** Returns a rule that deletes the objects of a finalizer and then removes the finalizer. */
export function cleanup<State extends WorkflowState>(
  finalizer: string,
  isGone: (state: State) => boolean,
  deleteObjects: Rule<State>,
): Rule<State> {
  return state => {
    if (!hasFinalizer(state, finalizer)) {
      return undefined;
    }
    return isGone(state)
      ? withoutFinalizer(state, finalizer)
      : (deleteObjects(state) ?? hold);
  };
}

/** Runs the first delete pipeline, the only one that Kratix runs. Its phase stays `Running`, also when it has failed. */
export const runDelete: WorkflowRule = state => {
  const { object, type, now } = state;
  if (!hasFinalizer(state, finalizerNames.deleteWorkflows)) {
    return undefined;
  }
  const [pipeline] = state.pipelines.delete;
  if (!pipeline) {
    return withoutFinalizer(state, finalizerNames.deleteWorkflows);
  }
  const job = latestJob(state, 'delete');
  const label = labelNames.manualReconciliation;
  if (hasLabel(object, label)) {
    const unlabel = patchLabels(type, object, { [label]: null });
    return start(state, 'delete', 0, stop(job), [unlabel]);
  }
  const [listed] = phasesOf(state);
  if (!job || listed?.phase === 'Suspended') {
    const { name } = pipeline.metadata;
    const lastTransitionTime = timestamp(now);
    const pipelines = [{ name, phase: 'Running', lastTransitionTime }];
    const reported = report(state, {
      status: { kratix: { workflows: { pipelines } } },
    });
    return start(state, 'delete', 0, reported?.writes);
  }
  if (hasCondition(job, 'Failed')) {
    const { message } = workflowConditions.deleteFailed;
    return (
      report(state, { conditions: [workflowConditions.deleteFailed] }, [
        { reason: 'Failed Pipeline', note: message, type: 'Warning' },
      ]) ?? hold
    );
  }
  return hasCondition(job, 'Complete')
    ? withoutFinalizer(state, finalizerNames.deleteWorkflows)
    : hold;
};
