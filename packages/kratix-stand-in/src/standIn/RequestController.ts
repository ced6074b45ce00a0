import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { hasApi, requestTypeOf } from './crdDerivation';
import { labelNames, nameWithSuffix, shortHash } from './kratixNames';
import {
  Job,
  KratixPromise,
  PromiseRevision,
  ResourceBinding,
  ResourceRequest,
  Work,
} from './kratixObjects';
import { jobSelector, pipelineNamespace } from './pipelineJob';
import { pipelinesOf } from './pipelines';
import { bindingLabels, nextRequestStep } from './requestRules';
import { EventNote, RequestState, RequestStep } from './requestState';
import { specHash } from './specHash';
import { StandInContext } from './StandInContext';
import { startPipelineJob, supersedeJobs } from './startPipelineJob';
import { WorkQueue } from './WorkQueue';

/** Moves resource requests through their workflows: reads everything about one, decides by `nextRequestStep`, does that one thing. */
export class RequestController {
  private readonly context: StandInContext;
  private readonly queue: WorkQueue;
  /** By Promise: the requests seen. */
  private readonly known = new Map<string, Set<string>>();

  constructor(context: StandInContext) {
    this.context = context;
    this.queue = new WorkQueue({
      handle: key => this.reconcile(key),
      onError: (key, error) => context.log(`resource request ${key}: ${error}`),
      signal: context.signal,
    });
  }

  /** A request was seen, or something of it changed. */
  enqueue(promise: string, namespace: string, name: string) {
    const key = `${promise}/${namespace}/${name}`;
    const requests = this.known.get(promise) ?? new Set();
    this.known.set(promise, requests.add(key));
    this.queue.add(key);
  }

  /** A Promise or one of its revisions changed. */
  enqueueAllOf(promise: string) {
    for (const key of this.known.get(promise) ?? []) {
      this.queue.add(key);
    }
  }

  /** The request that a Job, Work or ResourceBinding belongs to, by its labels. */
  enqueueOwnerOf(object: KubernetesObject) {
    const labels = object.metadata.labels ?? {};
    const promise = labels[labelNames.promise];
    const name = labels[labelNames.resource];
    const namespace =
      labels[labelNames.resourceNamespace] ?? object.metadata.namespace;
    if (promise && name && namespace) {
      this.enqueue(promise, namespace, name);
    }
  }

  private async reconcile(key: string) {
    const [promiseName, namespace, name] = key.split('/');
    const state = await this.read(promiseName, namespace, name);
    if (!state) {
      this.known.get(promiseName)?.delete(key);
      return;
    }
    const { request, revision } = state;
    if (revision && request.metadata.finalizers?.length) {
      this.record(request, [
        {
          reason: 'ReconcileStarted',
          note: `reconciling resource request with promise revision ${revision.name}`,
        },
      ]);
    }
    const step = nextRequestStep(state);
    await this.perform(state, step);
    if (step.act !== 'wait') {
      this.queue.add(key);
    } else if (step.milliseconds) {
      this.queue.addAfter(key, step.milliseconds);
    }
  }

  private async read(
    promiseName: string,
    namespace: string,
    name: string,
  ): Promise<RequestState | undefined> {
    const { api, pace, log } = this.context;
    const promise = await api.find<KratixPromise>(resourceTypes.promise, {
      name: promiseName,
    });
    if (!promise || !hasApi(promise)) {
      return undefined;
    }
    const type = requestTypeOf(promise);
    const request = await api.find<ResourceRequest>(type, { namespace, name });
    if (!request) {
      return undefined;
    }
    const binding = await this.findBinding(promiseName, request);
    const revision = await this.findRevision(
      promiseName,
      binding?.spec.version ?? 'latest',
    );
    const spec = revision?.spec.promiseSpec;
    const jobs = await api.list<Job>(resourceTypes.job, {
      namespace: pipelineNamespace(
        spec?.workflows?.config?.pipelineNamespace,
        request,
      ),
      labels: jobSelector({ type: 'resource', promiseName, owner: request }),
    });
    const works = await api.list<Work>(resourceTypes.work, {
      namespace,
      labels: {
        [labelNames.promise]: promiseName,
        [labelNames.resource]: name,
        [labelNames.workType]: 'resource',
      },
    });
    const onInvalid = (problem: string) =>
      log(`Promise ${promiseName}: ${problem}`);
    return {
      now: new Date(),
      request,
      type,
      promise: {
        name: promiseName,
        available: promise.status?.status === 'Available',
        paused: promise.metadata.labels?.[labelNames.paused] === 'true',
      },
      revision: revision && {
        name: revision.metadata.name,
        version: revision.spec.version,
        spec: revision.spec.promiseSpec,
        pipelines: {
          configure: pipelinesOf(spec, 'resource', 'configure', onInvalid),
          delete: pipelinesOf(spec, 'resource', 'delete', onInvalid),
        },
      },
      binding,
      jobs: jobs.items,
      works: works.items,
      hash: specHash(spec, request.spec),
      reportableInMilliseconds: job => pace.reportableInMilliseconds(job),
      isAnnounced: job => pace.isAnnounced(job),
    };
  }

  private async findBinding(promise: string, request: ResourceRequest) {
    const { items } = await this.context.api.list<ResourceBinding>(
      resourceTypes.resourceBinding,
      {
        namespace: request.metadata.namespace,
        labels: {
          [labelNames.promise]: promise,
          [labelNames.resource]: request.metadata.name,
        },
      },
    );
    return items[0];
  }

  private async findRevision(promise: string, version: string) {
    const { items } = await this.context.api.list<PromiseRevision>(
      resourceTypes.promiseRevision,
      { labels: { [labelNames.promise]: promise } },
    );
    return items.find(({ spec, status }) =>
      version === 'latest' ? status?.latest : spec.version === version,
    );
  }

  private async perform(state: RequestState, step: RequestStep) {
    const { api, pace } = this.context;
    const { request, type } = state;
    const key = request.metadata;
    switch (step.act) {
      case 'patch-request':
        await api.patch(type, key, unlessChanged(request, step.patch));
        break;
      case 'patch-status':
        await this.patchStatus(type, request, step.status);
        break;
      case 'create-binding':
        await this.createBinding(state);
        break;
      case 'patch-binding':
        await api.patch(
          resourceTypes.resourceBinding,
          state.binding!.metadata,
          unlessChanged(state.binding!, step.patch),
          step.subresource,
        );
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
      case 'delete-works':
        for (const { metadata } of state.works) {
          await api.delete(resourceTypes.work, metadata);
        }
        break;
      case 'delete-jobs':
        for (const job of state.jobs) {
          pace.forget(job);
          await api.delete(resourceTypes.job, job.metadata);
        }
        break;
      case 'delete-binding':
        await api.delete(
          resourceTypes.resourceBinding,
          state.binding!.metadata,
        );
        break;
      default:
    }
    if ('events' in step && step.events) {
      this.record(request, step.events);
    }
  }

  private async patchStatus(
    type: ResourceType,
    request: ResourceRequest,
    status: object,
  ) {
    const patch = unlessChanged(request, { status });
    await this.context.api.patch(type, request.metadata, patch, 'status');
  }

  private async createBinding(state: RequestState) {
    const { request, promise } = state;
    const { name, namespace = 'default' } = request.metadata;
    const binding: ResourceBinding = {
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'ResourceBinding',
      metadata: {
        name: nameWithSuffix(
          [name, promise.name],
          shortHash(`${request.metadata.uid}`),
        ),
        namespace,
        labels: bindingLabels(state),
      },
      spec: {
        version: 'latest',
        promiseRef: { name: promise.name },
        resourceRef: { name, namespace },
      },
    };
    await this.context.api.ensure(resourceTypes.resourceBinding, binding);
    this.record(request, [
      {
        reason: 'BindingCreated',
        note: `Binding ${binding.metadata.name} created for promise ${promise.name} version latest`,
      },
    ]);
  }

  private async runPipeline(
    state: RequestState,
    action: 'configure' | 'delete',
    index: number,
  ) {
    const { request, type, promise, revision } = state;
    const pipelines = revision!.pipelines[action];
    await startPipelineJob(
      this.context,
      {
        pipeline: pipelines[index],
        type: 'resource',
        action,
        isLast: index === pipelines.length - 1,
        promiseName: promise.name,
        owner: request,
        ownerType: type,
        namespace: pipelineNamespace(
          revision!.spec.workflows?.config?.pipelineNamespace,
          request,
        ),
        hash: state.hash,
      },
      revision!.spec,
    );
  }

  private record(request: ResourceRequest, events: EventNote[]) {
    for (const event of events) {
      this.context.events.record('ResourceRequestController', request, event);
    }
  }
}

/** The patch, made to fail with 409 when the object is no longer the one that the decision was made about. */
export function unlessChanged(
  object: KubernetesObject,
  patch: { metadata?: object; spec?: object; status?: object },
): object {
  const { resourceVersion } = object.metadata;
  return { ...patch, metadata: { ...patch.metadata, resourceVersion } };
}
