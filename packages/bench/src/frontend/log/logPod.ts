import { labelNames } from '@kratix-portal/kratix-stand-in';
import type { PlatformLoad } from '../../catalog/PlatformLoad';

const NODE = 'bench-node';
const IMAGE = 'example.com/pipeline:v1';

/** Creates a Node whose kubelet is the benchmark, and a running Pod of a pipeline of a request. */
export async function createLogPod(options: {
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
  const pods = '/api/v1/namespaces/bench/pods';
  await load.send('POST', pods, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'bench-run',
      labels: {
        [labelNames.promise]: `bench-${kind}`,
        [labelNames.resource]: `request-${request}`,
        [labelNames.pipeline]: 'bench-pipeline',
        [labelNames.workflowType]: 'resource',
        [labelNames.workflowAction]: 'configure',
        'batch.kubernetes.io/job-name': 'bench-run',
      },
    },
    spec: {
      nodeName: NODE,
      automountServiceAccountToken: false,
      restartPolicy: 'OnFailure',
      containers: [{ name: 'pipeline', image: IMAGE }],
    },
  });
  await load.send(
    'PATCH',
    `${pods}/bench-run/status`,
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
