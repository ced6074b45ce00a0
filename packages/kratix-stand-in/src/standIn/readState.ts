import { KubernetesObject, ObjectKey } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { isTrue } from './kratixConditions';
import { hasLabel, StandInContext } from './Controller';
import {
  deriveCrd,
  DerivedCrd,
  hasApi,
  PromiseApiError,
  requestTypeOf,
} from './crdDerivation';
import { labelNames, specHash, versionNotSet } from './kratixNames';
import {
  Job,
  KratixPromise,
  PromiseRevision,
  ResourceBinding,
  ResourceRequest,
  Work,
} from './kratixObjects';
import { ClusterObject, controllerRole } from './pipelineAccounts';
import { pipelineNamespace } from './pipelineJob';
import { pipelinesOf } from './pipelines';
import { PromiseState } from './PromiseState';
import { RequestState } from './requestRules';
import { requirementOf } from './requirements';

/** Kratix reconciles again after a minute while it waits for another object. The stand-in reconciles again after this number of steps. */
const recheckSteps = 50;

function listOf<T extends KubernetesObject>(
  { api }: StandInContext,
  type: (typeof resourceTypes)[keyof typeof resourceTypes],
  labels: Record<string, string>,
): Promise<T[]> {
  return api.list<T>(type, { labels }).then(({ items }) => items);
}

/** The API of a Promise. There is no admission webhook, so an invalid API is logged, and the Promise is treated as one without an API. */
async function readApi(
  { api, log }: StandInContext,
  promise: KratixPromise,
): Promise<PromiseState['api']> {
  if (!hasApi(promise)) {
    return undefined;
  }
  try {
    const wanted = deriveCrd(promise);
    const type = requestTypeOf(promise);
    const [role] = controllerRole(promise, type);
    const [installed, foundRole] = await Promise.all([
      api.find<DerivedCrd>(
        resourceTypes.customResourceDefinition,
        wanted.metadata,
      ),
      api.find(role.type, role.object.metadata),
    ]);
    return { type, wanted, installed, hasRole: foundRole !== undefined };
  } catch (error) {
    if (!(error instanceof PromiseApiError)) {
      throw error;
    }
    log(error.message);
    return undefined;
  }
}

async function listAccounts(
  context: StandInContext,
  labels: Record<string, string>,
): Promise<ClusterObject[]> {
  const { clusterRoleBinding, clusterRole, roleBinding, role } = resourceTypes;
  const { serviceAccount, configMap } = resourceTypes;
  const found = await Promise.all(
    [
      ...[clusterRoleBinding, clusterRole, roleBinding, role],
      ...[serviceAccount, configMap],
    ].map(async type =>
      (await listOf(context, type, labels)).map(object => ({ type, object })),
    ),
  );
  return found.flat();
}

/** Reads a Promise and the objects on which its next step depends. */
export async function readPromise(
  context: StandInContext,
  { name }: ObjectKey,
): Promise<PromiseState | undefined> {
  const { api, log, stepMilliseconds } = context;
  const type = resourceTypes.promise;
  const promise = await api.find<KratixPromise>(type, { name });
  if (!promise) {
    return undefined;
  }
  const spec = promise.spec ?? {};
  const labels = { [labelNames.promise]: name };
  const ofPromise = (label: string) => ({ ...labels, [label]: 'promise' });
  const isDeleted = promise.metadata.deletionTimestamp !== undefined;
  const readApiWithRequests = async () => {
    const found = await readApi(context, promise);
    const { metadata, status } = found?.installed ?? {};
    const isServed =
      isTrue(status, 'Established') && !metadata?.deletionTimestamp;
    const requests =
      found && isServed
        ? (await api.list<ResourceRequest>(found.type)).items
        : [];
    return { api: found, requests };
  };
  const [served, revisions, jobs, works, accounts, requirements] =
    await Promise.all([
      readApiWithRequests(),
      listOf<PromiseRevision>(context, resourceTypes.promiseRevision, labels),
      listOf<Job>(
        context,
        resourceTypes.job,
        ofPromise(labelNames.workflowType),
      ),
      listOf<Work>(context, resourceTypes.work, ofPromise(labelNames.workType)),
      isDeleted ? listAccounts(context, labels) : [],
      Promise.all(
        (spec.requiredPromises ?? []).map(async required => {
          const key = { name: required.name ?? '' };
          return requirementOf(
            required,
            await api.find<KratixPromise>(type, key),
            await listOf<PromiseRevision>(
              context,
              resourceTypes.promiseRevision,
              { [labelNames.promise]: key.name },
            ),
          );
        }),
      ),
    ]);
  return {
    kind: 'promise',
    now: new Date(),
    object: promise,
    type,
    promiseName: name,
    promiseSpec: spec,
    paused: hasLabel(promise, labelNames.paused)
      ? 'promise; pausing reconciliation'
      : undefined,
    pipelines: pipelinesOf(spec, 'promise', problem =>
      log(`Promise ${name}: ${problem}`),
    ),
    namespace: pipelineNamespace(spec, promise),
    jobs,
    works,
    hash: specHash(spec),
    recheckMilliseconds: recheckSteps * stepMilliseconds,
    version:
      promise.metadata.labels?.[labelNames.promiseVersion] ?? versionNotSet,
    ...served,
    revisions,
    requirements,
    accounts,
  };
}

/** Reads a resource request and the objects on which its next step depends. */
export async function readRequest(
  context: StandInContext,
  promiseName: string,
  { namespace, name }: ObjectKey,
): Promise<RequestState | undefined> {
  const { api, log, stepMilliseconds } = context;
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
  const ofPromise = { [labelNames.promise]: promiseName };
  const labels = { ...ofPromise, [labelNames.resource]: name };
  // Objects of a request that are in another namespace have a label with the namespace of the request.
  const ofRequest = <T extends KubernetesObject>(objects: T[]) =>
    objects.filter(
      ({ metadata }) =>
        (metadata.labels?.[labelNames.resourceNamespace] ??
          metadata.namespace) === namespace,
    );
  const [bindings, revisions, jobs, works] = await Promise.all([
    listOf<ResourceBinding>(context, resourceTypes.resourceBinding, labels),
    listOf<PromiseRevision>(context, resourceTypes.promiseRevision, ofPromise),
    listOf<Job>(context, resourceTypes.job, labels),
    listOf<Work>(context, resourceTypes.work, labels),
  ]);
  const [binding] = ofRequest(bindings);
  const wanted = binding?.spec.version ?? 'latest';
  const revision = revisions.find(({ spec, status }) =>
    wanted === 'latest' ? status?.latest : spec.version === wanted,
  );
  const spec = revision?.spec.promiseSpec ?? {};
  let paused: string | undefined;
  if (hasLabel(promise, labelNames.paused)) {
    paused = 'promise; pausing reconciliation for this resource request';
  } else if (hasLabel(request, labelNames.paused)) {
    paused = 'this resource request; pausing reconciliation';
  }
  return {
    kind: 'resource',
    now: new Date(),
    object: request,
    type,
    promiseName,
    promiseSpec: spec,
    paused,
    pipelines: pipelinesOf(spec, 'resource', problem =>
      log(`Promise ${promiseName}: ${problem}`),
    ),
    namespace: pipelineNamespace(spec, request),
    jobs: ofRequest(jobs),
    works: ofRequest(works),
    hash: specHash(spec, request.spec),
    recheckMilliseconds: recheckSteps * stepMilliseconds,
    isPromiseAvailable: promise.status?.status === 'Available',
    binding,
    version: revision?.spec.version,
  };
}
