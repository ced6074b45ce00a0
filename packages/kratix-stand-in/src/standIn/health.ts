import { isDeepStrictEqual } from 'node:util';
import { JsonObject, ObjectKey } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  hold,
  patch,
  removeFinalizers,
  StandInContext,
  Step,
  step,
} from './Controller';
import { hasApi, requestTypeOf } from './crdDerivation';
import { finalizerNames } from './kratixNames';
import { HealthRecord, KratixPromise, ResourceRequest } from './kratixObjects';

/** A HealthRecord, its resource request and all HealthRecords of that request. */
export interface HealthState {
  record: HealthRecord;
  request?: { object: ResourceRequest; type: ReturnType<typeof requestTypeOf> };
  records: HealthRecord[];
}

/** From bad to good. */
const states = ['unhealthy', 'degraded', 'unknown', 'healthy', 'ready'];

export async function readHealth(
  { api }: StandInContext,
  key: ObjectKey,
): Promise<HealthState | undefined> {
  const type = resourceTypes.healthRecord;
  const record = await api.find<HealthRecord>(type, key);
  if (!record) {
    return undefined;
  }
  const { promiseRef, resourceRef } = record.data;
  const promise = await api.find<KratixPromise>(
    resourceTypes.promise,
    promiseRef,
  );
  const state: HealthState = { record, records: [] };
  if (!resourceRef || !promise || !hasApi(promise)) {
    return state;
  }
  const requestType = requestTypeOf(promise);
  const object = await api.find<ResourceRequest>(requestType, resourceRef);
  const { items } = await api.list<HealthRecord>(type);
  const isOfSame = ({ metadata, data }: HealthRecord) =>
    !metadata.deletionTimestamp &&
    data.promiseRef.name === promiseRef.name &&
    data.resourceRef?.name === resourceRef.name &&
    data.resourceRef.namespace === resourceRef.namespace;
  return {
    record,
    request: object && { object, type: requestType },
    records: items.filter(isOfSame),
  };
}

/** The `healthStatus` of a resource request. Without records it is ready. */
function healthStatusOf(records: HealthRecord[]) {
  if (!records.length) {
    return { healthRecords: null, state: 'ready' };
  }
  const healthRecords = records.map(({ metadata, data }): JsonObject => {
    const { name, namespace } = metadata;
    const { details, lastRun, state } = data;
    return { details, lastRun, source: { name, namespace }, state };
  });
  const worst = states.find(state =>
    records.some(({ data }) => data.state === state),
  );
  return { healthRecords, state: worst ?? 'unknown' };
}

/** Returns the next step for a HealthRecord. It does not change the conditions of the request. */
export function nextHealthStep({
  record,
  request,
  records,
}: HealthState): Step {
  const type = resourceTypes.healthRecord;
  const { finalizers = [], deletionTimestamp } = record.metadata;
  const finalizer = finalizerNames.healthRecord;
  if (!deletionTimestamp && !finalizers.includes(finalizer)) {
    const metadata = { finalizers: [...finalizers, finalizer] };
    return step(patch(type, record, { metadata }));
  }
  const wanted = healthStatusOf(records);
  const present = request?.object.status?.healthStatus;
  const isSame = isDeepStrictEqual(
    JSON.parse(JSON.stringify(wanted)),
    JSON.parse(JSON.stringify(present ?? null)),
  );
  if (!request || isSame) {
    return deletionTimestamp && finalizers.length
      ? step(removeFinalizers(type, record))
      : hold;
  }
  const { object, type: requestType } = request;
  const status = { ...object.status, healthStatus: wanted };
  const isGood = wanted.state === 'healthy' || wanted.state === 'ready';
  const isReported = deletionTimestamp || present?.state === wanted.state;
  return {
    // A merge patch cannot write null.
    ...step(api => api.replace(requestType, { ...object, status }, 'status')),
    events: isReported
      ? []
      : [
          {
            reason: 'HealthRecord',
            note: `Health state is ${wanted.state}`,
            type: isGood ? 'Normal' : 'Warning',
            regarding: object,
          },
        ],
  };
}
