import { ResourceType } from '../kubernetes/objects';
import {
  Job,
  PromiseSpec,
  ResourceBinding,
  ResourceRequest,
  Work,
} from './kratixObjects';
import { Pipeline, WorkflowAction } from './pipelines';

/** Everything that decides what happens next to a resource request, read afresh for each decision. */
export interface RequestState {
  now: Date;
  request: ResourceRequest;
  type: ResourceType;
  promise: { name: string; available: boolean; paused: boolean };
  /** The version of the Promise that serves this request. */
  revision?: {
    name: string;
    version: string;
    spec: PromiseSpec;
    pipelines: Record<WorkflowAction, Pipeline[]>;
  };
  binding?: ResourceBinding;
  /** Jobs of this request, of all workflows. */
  jobs: Job[];
  works: Work[];
  /** Identifies the specs that a Job was made for. */
  hash: string;
  /** How long to wait before a Job that runs is reported as running: Kratix looks a second later, too. */
  reportableInMilliseconds(job: Job): number;
  /** Whether the start of this Job was announced by an Event. */
  isAnnounced(job: Job): boolean;
}

/** An Event to record about the request. */
export interface EventNote {
  reason: string;
  note: string;
  type?: 'Normal' | 'Warning';
}

/** A merge patch of an object. */
export interface StepPatch {
  metadata?: object;
  spec?: object;
  status?: object;
}

/**
 * The one thing to do next. Each leads to a change that starts another decision, as in Kratix, where a reconcile writes once and returns.
 */
export type RequestStep =
  | { act: 'wait'; milliseconds?: number; events?: EventNote[] }
  | { act: 'patch-request'; patch: StepPatch }
  | { act: 'patch-status'; status: object; events?: EventNote[] }
  | { act: 'create-binding' }
  | {
      act: 'patch-binding';
      patch: StepPatch;
      subresource?: 'status';
      events?: EventNote[];
    }
  | { act: 'run-pipeline'; action: WorkflowAction; index: number }
  | { act: 'supersede-jobs'; jobs: Job[] }
  | { act: 'announce-job'; job: Job; events: EventNote[] }
  | { act: 'delete-works' }
  | { act: 'delete-jobs' }
  | { act: 'delete-binding' };

/** One rule: a step, or undefined where the rule has nothing to say. */
export type RequestRule = (state: RequestState) => RequestStep | undefined;

/** The step of the first rule that has one. */
export function firstStep(
  rules: RequestRule[],
  state: RequestState,
): RequestStep {
  for (const rule of rules) {
    const step = rule(state);
    if (step) {
      return step;
    }
  }
  return { act: 'wait' };
}
