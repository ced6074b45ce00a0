import {
  Condition,
  Json,
  JsonObject,
  KubernetesObject,
} from '../kubernetes/objects';

export interface PipelineStatus {
  name: string;
  phase: 'Pending' | 'Running' | 'Suspended' | 'Succeeded' | 'Failed';
  message?: string;
  attempts?: number;
  nextRetryAt?: string;
  lastTransitionTime?: string;
}

export interface Workflows {
  config?: { pipelineNamespace?: string; reconciliationInterval?: string };
  promise?: { configure?: Json[]; delete?: Json[] };
  resource?: { configure?: Json[]; delete?: Json[] };
}

/** spec.api of a Promise. The API server does not validate that it is a complete CustomResourceDefinition. */
export interface PromiseApi extends JsonObject {
  metadata?: { name?: string; labels?: JsonObject };
  spec?: JsonObject;
}

export interface PromiseSpec {
  api?: PromiseApi | null;
  dependencies?: JsonObject[];
  destinationSelectors?: Array<{ matchLabels?: Record<string, string> }>;
  requiredPromises?: Array<{ name?: string; version?: string }>;
  workflows?: Workflows;
}

export interface RequiredPromiseStatus {
  name?: string;
  version?: string;
  state: string;
}

/** The status fields that Promises and resource requests share. */
export interface WorkflowStatus {
  conditions?: Condition[];
  message?: string;
  observedGeneration?: number;
  workflows?: number;
  workflowsSucceeded?: number;
  workflowsFailed?: number;
  kratix?: {
    workflows?: { pipelines?: PipelineStatus[]; suspendedGeneration?: number };
  };
}

export interface PromiseStatus extends WorkflowStatus {
  kind?: string;
  apiVersion?: string;
  status?: 'Available' | 'Unavailable';
  version?: string;
  lastAvailableTime?: string;
  requiredPromises?: RequiredPromiseStatus[];
  requiredBy?: Array<{
    promise?: { name?: string; version?: string };
    requiredVersion?: string;
  }>;
}

export interface KratixPromise extends KubernetesObject {
  spec?: PromiseSpec;
  status?: PromiseStatus;
}

export interface PromiseRevision extends KubernetesObject {
  spec: {
    promiseRef: { name: string };
    promiseSpec: PromiseSpec;
    version: string;
  };
  status?: { latest?: boolean };
}

/** An object of a kind that a Promise defines. */
export interface ResourceRequest extends KubernetesObject {
  spec?: JsonObject;
  status?: WorkflowStatus & {
    promiseVersion?: string;
    resourceBindingVersion?: string;
    lastSuccessfulConfigureWorkflowTime?: string;
    healthStatus?: { state: string; healthRecords: JsonObject[] | null };
  };
}

export interface ResourceBinding extends KubernetesObject {
  spec: {
    promiseRef: { name: string };
    resourceRef: { name: string; namespace: string };
    version: string;
  };
  status?: {
    conditions?: Condition[];
    lastAppliedVersion?: string;
    failedVersion?: string;
  };
}

export interface WorkloadGroup {
  id: string;
  directory: string;
  workloads?: Array<{ filepath: string; content: string }>;
  destinationSelectors?: Array<{
    matchLabels?: Record<string, string>;
    source?: string;
  }>;
}

export interface Work extends KubernetesObject {
  spec: {
    promiseName?: string;
    resourceName?: string;
    lastExecutionTimestamp?: string;
    workloadGroups?: WorkloadGroup[];
  };
  status?: {
    conditions?: Condition[];
    workPlacements?: number;
    workPlacementsCreated?: number;
  };
}

export interface WorkPlacement extends KubernetesObject {
  spec: {
    targetDestinationName: string;
    promiseName?: string;
    resourceName?: string;
    id: string;
    generation?: number;
    workloads?: Array<{ filepath: string; content: string }>;
  };
  status?: { conditions?: Condition[]; versionID?: string };
}

export interface Destination extends KubernetesObject {
  spec: {
    path: string;
    strictMatchLabels?: boolean;
    stateStoreRef?: { kind: string; name: string };
  };
  status?: { conditions?: Condition[] };
}

export interface HealthRecord extends KubernetesObject {
  data: {
    promiseRef: { name: string };
    resourceRef?: { name: string; namespace: string };
    state: string;
    lastRun?: number;
    details?: JsonObject;
  };
}

export interface Job extends KubernetesObject {
  spec: { suspend?: boolean; template: { spec: JsonObject } };
  status?: {
    active?: number;
    completionTime?: string;
    conditions?: Array<{ type: string; status: string }>;
  };
}
