import { ResourceType } from '../kubernetes/objects';
import { Rule } from './Controller';
import { DerivedCrd } from './crdDerivation';
import {
  KratixPromise,
  PromiseRevision,
  ResourceRequest,
} from './kratixObjects';
import { ClusterObject } from './pipelineAccounts';
import { Requirement } from './requirements';
import { WorkflowState } from './WorkflowState';

/** A Promise and the objects on which its next step depends. */
export interface PromiseState extends WorkflowState {
  kind: 'promise';
  object: KratixPromise;
  version: string;
  /** Undefined for a Promise without an API. */
  api?: {
    type: ResourceType;
    wanted: DerivedCrd;
    installed?: DerivedCrd;
    hasRole: boolean;
  };
  revisions: PromiseRevision[];
  requirements: Requirement[];
  requests: ResourceRequest[];
  /** The ServiceAccounts, roles and ConfigMaps of the Promise. They are read only for its deletion. */
  accounts: ClusterObject[];
}

export type PromiseRule = Rule<PromiseState>;
