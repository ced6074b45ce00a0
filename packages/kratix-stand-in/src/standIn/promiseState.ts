import { ResourceType } from '../kubernetes/objects';
import { DerivedCrd } from './crdDerivation';
import {
  Job,
  KratixPromise,
  PromiseRevision,
  RequiredPromiseStatus,
  Work,
} from './kratixObjects';
import { Pipeline, WorkflowAction } from './pipelines';
import { EventNote, StepPatch } from './requestState';

/** Everything that decides what happens next to a Promise, read afresh for each decision. */
export interface PromiseState {
  now: Date;
  promise: KratixPromise;
  /** From the version label. */
  version: string;
  /** Absent for a Promise without an API. */
  api?: {
    type: ResourceType;
    /** As Kratix wants it, and as it is. */
    wanted: DerivedCrd;
    installed?: DerivedCrd;
    /** Whether `wanted` was sent since it last changed. */
    isApplied: boolean;
    hasRole: boolean;
  };
  revisions: PromiseRevision[];
  requirements: Array<RequiredPromiseStatus & { isMarked: boolean }>;
  pipelines: Record<WorkflowAction, Pipeline[]>;
  jobs: Job[];
  works: Work[];
  hash: string;
  /** How many resource requests there are; counted only while the Promise is deleted. */
  requestsLeft: number;
  reportableInMilliseconds(job: Job): number;
  isAnnounced(job: Job): boolean;
}

/** The one thing to do next about a Promise. */
export type PromiseStep =
  | { act: 'wait'; milliseconds?: number; events?: EventNote[] }
  | { act: 'patch-promise'; patch: StepPatch }
  | { act: 'patch-status'; status: object; events?: EventNote[] }
  | { act: 'apply-crd' }
  | { act: 'create-role' }
  | { act: 'create-revision' }
  | { act: 'replace-revision'; revision: PromiseRevision }
  | {
      act: 'patch-revision';
      name: string;
      patch: StepPatch;
      subresource?: 'status';
    }
  | { act: 'mark-required'; name: string }
  | { act: 'run-pipeline'; action: WorkflowAction; index: number }
  | { act: 'supersede-jobs'; jobs: Job[] }
  | { act: 'announce-job'; job: Job; events: EventNote[] }
  | { act: 'delete-requests' }
  | { act: 'delete-revisions' }
  | { act: 'delete-jobs' }
  | { act: 'delete-works' }
  | { act: 'delete-accounts' }
  | { act: 'delete-crd' };

export type PromiseRule = (state: PromiseState) => PromiseStep | undefined;
