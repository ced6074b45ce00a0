import { KubernetesObject } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  labelNames,
  promiseFinalizers,
  shortHash,
  systemNamespace,
} from './kratixNames';
import { KratixPromise, PromiseRevision } from './kratixObjects';
import { PromiseReader } from './PromiseReader';
import { controllerRole } from './promiseRole';
import { nextPromiseStep } from './promiseRules';
import { PromiseState, PromiseStep } from './promiseState';
import { unlessChanged } from './RequestController';
import { EventNote } from './requestState';
import { StandInContext } from './StandInContext';
import { startPipelineJob, supersedeJobs } from './startPipelineJob';
import { WorkQueue } from './WorkQueue';

/** Installs Promises and keeps their status: reads everything about one, decides by `nextPromiseStep`, does that one thing. */
export class PromiseController {
  private readonly context: StandInContext;
  private readonly queue: WorkQueue;
  private readonly reader: PromiseReader;
  private readonly onServed: (promise: KratixPromise) => void;
  private readonly onGone: (promise: string) => void;

  constructor(
    context: StandInContext,
    options: {
      /** The kind of the Promise is served: its requests can be watched. */
      onServed(promise: KratixPromise): void;
      onGone(promise: string): void;
    },
  ) {
    this.context = context;
    this.reader = new PromiseReader(context);
    this.onServed = options.onServed;
    this.onGone = options.onGone;
    this.queue = new WorkQueue({
      handle: name => this.reconcile(name),
      onError: (name, error) => context.log(`Promise ${name}: ${error}`),
      signal: context.signal,
    });
  }

  /** A Promise was seen or changed: those that require it may be concerned, too. */
  enqueue(name: string) {
    this.queue.add(name);
    for (const requirer of this.reader.requirersOf(name)) {
      this.queue.add(requirer);
    }
  }

  /** The Promise that a CRD, Job, Work or revision belongs to, by its label. */
  enqueueOwnerOf(object: KubernetesObject) {
    const name = object.metadata.labels?.[labelNames.promise];
    if (name) {
      this.enqueue(name);
    }
  }

  private async reconcile(name: string) {
    const promise = await this.context.api.find<KratixPromise>(
      resourceTypes.promise,
      { name },
    );
    if (!promise) {
      this.reader.forget(name);
      this.onGone(name);
      return;
    }
    const state = await this.reader.read(promise);
    if (isServed(state)) {
      this.onServed(promise);
    }
    const step = nextPromiseStep(state);
    await this.perform(state, step);
    if (step.act !== 'wait') {
      this.queue.add(name);
    } else if (step.milliseconds) {
      this.queue.addAfter(name, step.milliseconds);
    }
  }

  private async perform(state: PromiseState, step: PromiseStep) {
    const { api, pace, log } = this.context;
    const { promise } = state;
    const types = resourceTypes;
    const key = promise.metadata;
    switch (step.act) {
      case 'patch-promise':
        await api.patch(types.promise, key, unlessChanged(promise, step.patch));
        break;
      case 'patch-status': {
        const patch = unlessChanged(promise, { status: step.status });
        await api.patch(types.promise, key, patch, 'status');
        break;
      }
      case 'apply-crd':
        await this.applyCrd(state);
        break;
      case 'create-role':
        for (const { type, object } of controllerRole(
          promise,
          state.api!.type,
        )) {
          await api.ensure(type, object);
        }
        break;
      case 'create-revision':
        await this.createRevision(state);
        break;
      case 'replace-revision':
        await api.replace(types.promiseRevision, step.revision);
        break;
      case 'patch-revision':
        await api.patch(
          types.promiseRevision,
          { name: step.name },
          step.patch,
          step.subresource,
        );
        break;
      case 'mark-required':
        await this.markRequired(promise, step.name);
        break;
      case 'run-pipeline':
        await this.runPipeline(state, step.action, step.index);
        break;
      case 'supersede-jobs':
        await supersedeJobs(this.context, step.jobs);
        break;
      case 'announce-job':
        pace.announce(step.job);
        break;
      case 'delete-requests':
        for (const { metadata } of await this.reader.listRequests(promise)) {
          await api.delete(state.api!.type, metadata);
        }
        this.queue.addAfter(key.name, 10 * pace.stepMilliseconds);
        break;
      case 'delete-revisions':
        for (const revision of state.revisions) {
          await api.patch(types.promiseRevision, revision.metadata, {
            metadata: { finalizers: null },
          });
          await api.delete(types.promiseRevision, revision.metadata);
        }
        break;
      case 'delete-jobs':
        for (const { metadata } of state.jobs) {
          await api.delete(types.job, metadata);
        }
        break;
      case 'delete-works':
        for (const { metadata } of state.works) {
          await api.delete(types.work, metadata);
        }
        break;
      case 'delete-accounts':
        await this.deleteAccounts(promise);
        break;
      case 'delete-crd':
        log(`removing ${state.api!.wanted.metadata.name}`);
        await api.delete(
          types.customResourceDefinition,
          state.api!.wanted.metadata,
        );
        break;
      default:
    }
    if ('events' in step && step.events) {
      this.record(promise, step.events);
    }
  }

  private async applyCrd({ promise, api }: PromiseState) {
    const { api: kubernetes, log } = this.context;
    const { wanted, installed } = api!;
    const type = resourceTypes.customResourceDefinition;
    if (!installed) {
      log(`installing ${wanted.metadata.name}`);
      await kubernetes.ensure(type, wanted);
    } else {
      // Names and scope stay as they are, as with Kratix.
      const { versions, conversion } = wanted.spec;
      await kubernetes.patch(type, wanted.metadata, {
        metadata: { labels: wanted.metadata.labels },
        spec: { versions, ...(conversion ? { conversion } : {}) },
      });
    }
    this.reader.rememberApplied(promise, wanted);
  }

  private async createRevision({ promise, version }: PromiseState) {
    const { name, uid = '' } = promise.metadata;
    const revision: PromiseRevision = {
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'PromiseRevision',
      metadata: {
        name: `${name}-${shortHash(version)}`,
        labels: {
          [labelNames.promise]: name,
          [labelNames.latestRevision]: 'true',
        },
        ownerReferences: [
          {
            apiVersion: 'platform.kratix.io/v1alpha1',
            kind: 'Promise',
            name,
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        promiseRef: { name },
        promiseSpec: promise.spec ?? {},
        version,
      },
    };
    await this.context.api.ensure(resourceTypes.promiseRevision, revision);
    this.record(promise, [
      {
        reason: 'RevisionCreated',
        note: `Revision ${revision.metadata.name} created`,
      },
    ]);
  }

  private async markRequired(promise: KratixPromise, requiredName: string) {
    const { api } = this.context;
    const required = await api.get<KratixPromise>(resourceTypes.promise, {
      name: requiredName,
    });
    const { name } = promise.metadata;
    const version = promise.metadata.labels?.[labelNames.promiseVersion];
    const asked = promise.spec?.requiredPromises?.find(
      entry => entry.name === requiredName,
    );
    const { status = {} } = required;
    const patch = unlessChanged(required, {
      status: {
        workflows: status.workflows ?? 0,
        workflowsSucceeded: status.workflowsSucceeded ?? 0,
        workflowsFailed: status.workflowsFailed ?? 0,
        kratix: { workflows: status.kratix?.workflows ?? {} },
        requiredBy: [
          ...(status.requiredBy ?? []),
          { promise: { name, version }, requiredVersion: asked?.version },
        ],
      },
    });
    await api.patch(resourceTypes.promise, required.metadata, patch, 'status');
  }

  private async runPipeline(
    state: PromiseState,
    action: 'configure' | 'delete',
    index: number,
  ) {
    const { promise, pipelines, hash } = state;
    await startPipelineJob(
      this.context,
      {
        pipeline: pipelines[action][index],
        type: 'promise',
        action,
        isLast: index === pipelines[action].length - 1,
        promiseName: promise.metadata.name,
        owner: promise,
        ownerType: resourceTypes.promise,
        namespace:
          promise.spec?.workflows?.config?.pipelineNamespace || systemNamespace,
        hash,
      },
      promise.spec,
    );
  }

  private async deleteAccounts(promise: KratixPromise) {
    const { api } = this.context;
    const labels = { [labelNames.promise]: promise.metadata.name };
    for (const type of [
      resourceTypes.clusterRoleBinding,
      resourceTypes.roleBinding,
      resourceTypes.role,
      resourceTypes.serviceAccount,
      resourceTypes.configMap,
      resourceTypes.clusterRole,
    ]) {
      const { items } = await api.list(type, { labels });
      for (const { metadata } of items) {
        await api.delete(type, metadata);
      }
    }
  }

  private record(promise: KratixPromise, events: EventNote[]) {
    for (const event of events) {
      this.context.events.record('PromiseController', promise, event);
    }
  }
}

function isServed({ api, promise }: PromiseState) {
  const isKept =
    !promise.metadata.deletionTimestamp ||
    promise.metadata.finalizers?.includes(promiseFinalizers.crd);
  return (
    isKept &&
    api?.installed?.status?.conditions?.some(
      ({ type, status }) => type === 'Established' && status === 'True',
    )
  );
}
