import { labelNames } from '@kratix-portal/kratix-stand-in';
import type { PlatformLoad } from '../../catalog/PlatformLoad';

const NODE = 'bench-node';
const JOB = 'bench-run';
const IMAGE = 'example.com/pipeline:v1';

/** Creates a Node whose kubelet is the benchmark, and the running Job of a pipeline of a request with its Pod. */
export async function createLogJob(options: {
  load: PlatformLoad;
  port: number;
  request: number;
  kind: number;
}): Promise<void> {
  const { load, port, request, kind } = options;
  const now = new Date().toISOString();
  await load.send('POST', '/api/v1/nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE },
  });
  await load.send(
    'PATCH',
    `/api/v1/nodes/${NODE}/status`,
    {
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
        conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: now }],
      },
    },
    'application/merge-patch+json',
  );
  const labels = {
    [labelNames.promise]: `bench-${kind}`,
    [labelNames.resource]: `request-${request}`,
    [labelNames.pipeline]: 'bench-pipeline',
    [labelNames.workflowType]: 'resource',
    [labelNames.workflowAction]: 'configure',
    'batch.kubernetes.io/job-name': JOB,
  };
  const podSpec = {
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    containers: [{ name: 'pipeline', image: IMAGE }],
  };
  // The Job comes second and adopts the Pod, so it creates none of its own.
  const pods = '/api/v1/namespaces/bench/pods';
  await load.send('POST', pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: JOB, labels },
    spec: { ...podSpec, nodeName: NODE },
  });
  const jobs = '/apis/batch/v1/namespaces/bench/jobs';
  await load.send('POST', jobs, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: JOB, labels },
    spec: {
      manualSelector: true,
      selector: { matchLabels: { 'batch.kubernetes.io/job-name': JOB } },
      template: { metadata: { labels }, spec: podSpec },
    },
  });
  await load.send(
    'PATCH',
    `${pods}/${JOB}/status`,
    {
      status: {
        phase: 'Running',
        startTime: now,
        containerStatuses: [
          {
            name: 'pipeline',
            image: IMAGE,
            imageID: '',
            ready: true,
            restartCount: 0,
            state: { running: { startedAt: now } },
          },
        ],
      },
    },
    'application/merge-patch+json',
  );
}
