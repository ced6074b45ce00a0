import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { objectOf } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { timestamp } from '../standIn/kratixConditions';
import { nodeName } from '../standIn/pipelineNode';

/** Creates the node, or updates its port. The API server reads from the node at which address it finds the logs of the pods. */
export async function registerNode(api: KubernetesApi, port: number) {
  const type = resourceTypes.node;
  const now = timestamp(new Date());
  await api.ensure(type, objectOf(type, { name: nodeName }));
  await api.patch(
    type,
    { name: nodeName },
    {
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KratixStandIn',
            message: 'The Kratix stand-in reports the pods of pipelines.',
            lastHeartbeatTime: now,
            lastTransitionTime: now,
          },
        ],
      },
    },
    'status',
  );
}
