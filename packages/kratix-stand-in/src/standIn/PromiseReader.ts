import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  deriveCrd,
  DerivedCrd,
  hasApi,
  PromiseApiError,
  requestTypeOf,
} from './crdDerivation';
import { labelNames, systemNamespace, versionNotSet } from './kratixNames';
import { Job, KratixPromise, PromiseRevision, Work } from './kratixObjects';
import { jobSelector } from './pipelineJob';
import { pipelinesOf } from './pipelines';
import { controllerRole } from './promiseRole';
import { PromiseState } from './promiseState';
import { requirementState } from './requirements';
import { specHash } from './specHash';
import { StandInContext } from './StandInContext';

/** Reads everything that decides what happens next to a Promise. */
export class PromiseReader {
  private readonly context: StandInContext;
  /** By Promise: the API that was applied last. */
  private readonly appliedApis = new Map<string, string>();
  /** By required Promise: the Promises that ask for it. */
  private readonly requiredBy = new Map<string, Set<string>>();

  constructor(context: StandInContext) {
    this.context = context;
  }

  /** The Promises that require this one. */
  requirersOf(name: string): Iterable<string> {
    return this.requiredBy.get(name) ?? [];
  }

  /** The API server may store a CRD otherwise than it was sent, so what was sent is remembered and not compared with what is there. */
  rememberApplied(promise: KratixPromise, crd: DerivedCrd) {
    this.appliedApis.set(promise.metadata.name, specHash(crd));
  }

  forget(name: string) {
    this.appliedApis.delete(name);
  }

  async read(promise: KratixPromise): Promise<PromiseState> {
    const { api, pace, log } = this.context;
    const { name } = promise.metadata;
    const labels = { [labelNames.promise]: name };
    const revisions = await api.list<PromiseRevision>(
      resourceTypes.promiseRevision,
      { labels },
    );
    const jobs = await api.list<Job>(resourceTypes.job, {
      labels: jobSelector({
        type: 'promise',
        promiseName: name,
        owner: promise,
      }),
    });
    const works = await api.list<Work>(resourceTypes.work, {
      namespace: systemNamespace,
      labels: { ...labels, [labelNames.workType]: 'promise' },
    });
    const onInvalid = (problem: string) => log(`Promise ${name}: ${problem}`);
    return {
      now: new Date(),
      promise,
      version:
        promise.metadata.labels?.[labelNames.promiseVersion] ?? versionNotSet,
      api: await this.readApi(promise),
      revisions: revisions.items,
      requirements: await this.readRequirements(promise),
      pipelines: {
        configure: pipelinesOf(promise.spec, 'promise', 'configure', onInvalid),
        delete: pipelinesOf(promise.spec, 'promise', 'delete', onInvalid),
      },
      jobs: jobs.items,
      works: works.items,
      hash: specHash(promise.spec),
      requestsLeft: await this.countRequests(promise),
      reportableInMilliseconds: job => pace.reportableInMilliseconds(job),
      isAnnounced: job => pace.isAnnounced(job),
    };
  }

  /** A Promise whose API is none gets on without: that it is wrong is logged, as there is no admission webhook to refuse it. */
  private async readApi(promise: KratixPromise): Promise<PromiseState['api']> {
    if (!hasApi(promise)) {
      return undefined;
    }
    const { api, log } = this.context;
    try {
      const wanted = deriveCrd(promise);
      const installed = await api.find<DerivedCrd>(
        resourceTypes.customResourceDefinition,
        wanted.metadata,
      );
      const { name } = promise.metadata;
      return {
        type: requestTypeOf(promise),
        wanted,
        installed,
        isApplied:
          installed !== undefined &&
          this.appliedApis.get(name) === specHash(wanted),
        hasRole:
          (await api.find(resourceTypes.clusterRole, {
            name: controllerRole(promise, requestTypeOf(promise))[0].object
              .metadata.name,
          })) !== undefined,
      };
    } catch (error) {
      if (!(error instanceof PromiseApiError)) {
        throw error;
      }
      log(error.message);
      return undefined;
    }
  }

  private async readRequirements(promise: KratixPromise) {
    const { api } = this.context;
    const { name } = promise.metadata;
    const requirements: PromiseState['requirements'] = [];
    for (const required of promise.spec?.requiredPromises ?? []) {
      const key = { name: required.name ?? '' };
      const requirers = this.requiredBy.get(key.name) ?? new Set();
      this.requiredBy.set(key.name, requirers.add(name));
      const found = await api.find<KratixPromise>(resourceTypes.promise, key);
      const revisions = await api.list<PromiseRevision>(
        resourceTypes.promiseRevision,
        { labels: { [labelNames.promise]: key.name } },
      );
      requirements.push({
        ...requirementState(required, found, revisions.items),
        isMarked:
          !found ||
          (found.status?.requiredBy ?? []).some(
            entry => entry.promise?.name === name,
          ),
      });
    }
    return requirements;
  }

  private async countRequests(promise: KratixPromise) {
    if (!promise.metadata.deletionTimestamp) {
      return 0;
    }
    return (await this.listRequests(promise)).length;
  }

  /** All requests of a Promise, of all namespaces. */
  async listRequests(promise: KratixPromise) {
    const { api } = this.context;
    const isServedStill = await api.find(
      resourceTypes.customResourceDefinition,
      deriveCrd(promise).metadata,
    );
    if (!isServedStill) {
      return [];
    }
    return (await api.list(requestTypeOf(promise))).items;
  }
}
