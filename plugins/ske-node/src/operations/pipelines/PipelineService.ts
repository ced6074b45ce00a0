import type { JsonObject } from '@backstage/types';
import {
  PipelineRuns,
  ResourceRef,
  SkeError,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';
import { knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedRef } from '../audit/auditedRef';
import { readJobs, readPods } from './pipelineObjects';
import { findPipelineOwner, PipelineOwner } from './PipelineOwner';
import { listInPlaces } from './PipelinePlaces';
import { toPipelineRuns } from './toPipelineRuns';
import { withWorkflow } from './withWorkflow';
import { unavailable } from './unavailable';

/**
 * Lists the pipeline runs of a resource request or a Promise.
 *
 * @public
 */
export class PipelineService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /**
   * Returns the runs, the latest first. Parts that the caller may not read are listed in `unavailable`.
   *
   * @throws SkeError when the caller may read neither Jobs nor Pods
   */
  async list(ref: ResourceRef, caller: OperationCaller): Promise<PipelineRuns> {
    return this.#operations.run(
      {
        eventId: 'resource-pipelines',
        severityLevel: 'low',
        verb: 'list jobs, pods',
        subject: auditedRef(ref),
      },
      caller,
      async operation => {
        const owner = await findPipelineOwner(ref, 'read', operation);
        if (!owner) {
          return { runs: [], unavailable: [] };
        }
        const { promise, namespace } = owner;
        const { jobs, pods, missing } = await readObjects(owner, operation);
        return {
          promise,
          namespace,
          runs: withWorkflow(
            toPipelineRuns(jobs && readJobs(jobs), pods && readPods(pods)),
            owner,
          ),
          unavailable: [...owner.unavailable, ...missing],
        };
      },
    );
  }
}

async function readObjects(owner: PipelineOwner, operation: Operation) {
  const missing: UnavailablePart[] = [];
  const errors: SkeError[] = [];
  const read = async (
    part: 'jobs' | 'pods',
  ): Promise<JsonObject[] | undefined> => {
    const kind = part === 'jobs' ? knownKinds.job : knownKinds.pod;
    try {
      return await listInPlaces(kind, owner.places, operation);
    } catch (error) {
      if (!SkeError.is(error) || error.code !== 'forbidden') {
        throw error;
      }
      missing.push(unavailable(part, error));
      errors.push(error);
      return undefined;
    }
  };
  const [jobs, pods] = await Promise.all([read('jobs'), read('pods')]);
  if (!jobs && !pods) {
    throw errors[0];
  }
  return { jobs, pods, missing };
}
