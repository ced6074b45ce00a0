import { isDeepStrictEqual } from 'node:util';
import {
  isObject,
  KubernetesObject,
  ResourceType,
} from '../kubernetes/objects';
import { patch, Rule, Step, step } from './Controller';
import { EventNote } from './EventRecorder';
import {
  ConditionValues,
  haveConditions,
  withConditions,
} from './kratixConditions';
import {
  Job,
  PipelineStatus,
  PromiseSpec,
  Work,
  WorkflowStatus,
} from './kratixObjects';
import { Pipeline, WorkflowAction, WorkflowType } from './pipelines';

/** A Promise or a resource request and the objects on which the next step of its workflows depends. It is read for each step. */
export interface WorkflowState {
  kind: WorkflowType;
  now: Date;
  object: KubernetesObject & { status?: WorkflowStatus };
  type: ResourceType;
  promiseName: string;
  /** The spec of the Promise, in the version that serves the object. */
  promiseSpec: PromiseSpec;
  /** Why reconciliation is paused, in the words of Kratix's Event. */
  paused?: string;
  pipelines: Record<WorkflowAction, Pipeline[]>;
  /** The namespace in which the pipelines run. */
  namespace: string;
  /** The Jobs of all workflows of the object, and its Works, in all namespaces. */
  jobs: Job[];
  works: Work[];
  /** Identifies the specs for which a Job is created. */
  hash: string;
  /** The time after which the object is reconciled again while it waits for another object: 60 s in Kratix. */
  recheckMilliseconds: number;
}

export type WorkflowRule = Rule<WorkflowState>;

/** Whether `present` has all values of `wanted`; null stands for an absent field. */
function includes(present: unknown, wanted: object): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const found = isObject(present) ? present[key] : undefined;
    return isObject(value)
      ? includes(found, value)
      : isDeepStrictEqual(found ?? null, value ?? null);
  });
}

/** Returns a step that writes the missing values into the status, or undefined if none are missing. */
export function report(
  state: WorkflowState,
  wanted: { status?: object; conditions?: ConditionValues[] },
  events: EventNote[] = [],
): Step | undefined {
  const { object, type, now, kind } = state;
  const { status: present } = object;
  const { status = {}, conditions = [] } = wanted;
  if (haveConditions(present, conditions) && includes(present, status)) {
    return undefined;
  }
  // The schema of Promises requires the counters in every status.
  const {
    workflows = 0,
    workflowsSucceeded = 0,
    workflowsFailed = 0,
  } = present ?? {};
  const required =
    kind === 'promise'
      ? { workflows, workflowsSucceeded, workflowsFailed }
      : {};
  const { kratix, ...rest } = status as { kratix?: object };
  const body = {
    ...required,
    ...rest,
    ...(kind === 'promise' || kratix
      ? { kratix: { workflows: {}, ...kratix } }
      : {}),
    ...(conditions.length
      ? { conditions: withConditions(present, conditions, now) }
      : {}),
  };
  return { ...step(patch(type, object, { status: body }, 'status')), events };
}

export function phasesOf({ object }: WorkflowState): PipelineStatus[] {
  return object.status?.kratix?.workflows?.pipelines ?? [];
}
