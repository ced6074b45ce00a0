import {
  demoNames,
  JsonObject,
  KratixPromise,
  labelNames,
  RecordedObject,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';
import { until } from '../../process/until';
import { RecordingWorld } from '../RecordingWorld';

export const manual = { labels: { [labelNames.manualReconciliation]: 'true' } };
export const pause = { labels: { [labelNames.paused]: 'true' } };
export const resume = { labels: { [labelNames.paused]: null } };
export const release = { labels: { [labelNames.suspended]: null } };
export const types = resourceTypes;

export function fails(pipeline: string | null) {
  return { annotations: { [demoNames.fail]: pipeline } };
}

export function suspends(message: string, pipeline = 'true') {
  return {
    annotations: {
      [demoNames.suspend]: pipeline,
      [demoNames.suspendMessage]: message,
    },
  };
}

/** Makes a pipeline write this status, as the pipeline of the recording did. No container runs here. */
export function writes(status: JsonObject) {
  return { annotations: { [demoNames.status]: JSON.stringify(status) } };
}

export function redisStatus(replicas: number) {
  return writes({
    message: `example redis instance is deployed with ${replicas} replicas`,
    connectionDetails: { host: 'rfs-example.default.svc', port: 6379 },
    replicas,
  });
}

/** Makes the pipelines of a workflow write no files. */
export function silence(type: 'promise' | 'resource', ...names: string[]) {
  return ({ spec }: KratixPromise) => {
    const { configure = [] } = spec?.workflows?.[type] ?? {};
    const pipelines = configure as Array<{ metadata: { name: string } }>;
    for (const { metadata } of pipelines) {
      if (!names.length || names.includes(metadata.name)) {
        Object.assign(metadata, {
          annotations: { [demoNames.output]: 'none' },
        });
      }
    }
  };
}

/** Installs the first Promise and a request, waits for the request, and starts to record. */
export async function prepare(
  world: RecordingWorld,
  name: string,
  spec: JsonObject,
  metadata?: { annotations: Record<string, string> },
) {
  await world.install();
  await world.create(name, spec, metadata);
  await world.reaches('Reconciled');
  await world.record();
}

/** Waits until this number of Jobs with a label have failed; by default those of the last request. */
export async function haveFailed(
  { api, request }: RecordingWorld,
  times: number,
  labels: Record<string, string> = {
    [labelNames.resource]: request.key.name,
  },
) {
  await until(`failure ${times}`, async () => {
    const { items } = await api.list<RecordedObject>(types.job, { labels });
    return items.filter(({ status }) => status?.failed).length === times;
  });
}
