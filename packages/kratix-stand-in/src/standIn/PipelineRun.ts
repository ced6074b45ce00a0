import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { Pipeline, WorkflowAction, WorkflowType } from './pipelines';

/** One pipeline of one workflow of one object. */
export interface PipelineRun {
  pipeline: Pipeline;
  type: WorkflowType;
  action: WorkflowAction;
  promiseName: string;
  /** The Promise or the resource request. */
  owner: KubernetesObject;
  ownerType: ResourceType;
  /** The namespace of the Job. */
  namespace: string;
  /** Identifies the specs for which the Job was created. */
  hash: string;
}
