import type { AuditorService } from '@backstage/backend-plugin-api';
import type { KindsRule, PlatformConfig } from '../config';
import type { PlatformMetrics } from '../metrics';
import type { ResourcePermissions } from '../permissions';
import type { PlatformClient } from '../platform';
import { AccessService } from './access/AccessService';
import { ResourceActionService } from './actions/ResourceActionService';
import { ResourceEventService } from './events/ResourceEventService';
import { IdentityService } from './access/IdentityService';
import { OperationRunner } from './operation/OperationRunner';
import { PipelineLogService } from './pipelines/PipelineLogService';
import { PipelineService } from './pipelines/PipelineService';
import { ResourceListService } from './resources/ResourceListService';
import { ResourceService } from './resources/ResourceService';
import { StreamShutdown } from './streams/StreamShutdown';
import { WatchService } from './watches/WatchService';

/**
 * Everything that can be done on the platform cluster, one service for each noun. All share one way to check, to identify and to audit.
 *
 * @public
 */
export interface PlatformServices {
  /** Reads, writes and deletes one object. */
  resources: ResourceService;
  /** The objects of a kind, or of a Promise. */
  lists: ResourceListService;
  /** What a caller may do. */
  access: AccessService;
  /** What happened to an object. */
  events: ResourceEventService;
  /** The pipeline runs of a resource request or a Promise. */
  pipelines: PipelineService;
  /** What their containers wrote. */
  logs: PipelineLogService;
  /** What people have Kratix do. */
  actions: ResourceActionService;
  /** Changes to objects as they happen. */
  watches: WatchService;
  /** Who a caller is. */
  identity: IdentityService;
  /** Ends all open watches and logs: when the backend stops. */
  endStreams(): void;
}

/**
 * Makes the services for the cluster that the configuration names.
 *
 * @public
 */
export function createPlatformServices(options: {
  platform: PlatformConfig;
  client: PlatformClient;
  permissions: ResourcePermissions;
  auditor: AuditorService;
  metrics?: PlatformMetrics;
  /** `ske.kubernetes.kinds`; absent: its default. */
  kinds?: KindsRule;
}): PlatformServices {
  const operations = new OperationRunner(options);
  const shutdown = new StreamShutdown();
  return {
    resources: new ResourceService({ operations }),
    lists: new ResourceListService({ operations }),
    access: new AccessService({ operations }),
    events: new ResourceEventService({ operations }),
    pipelines: new PipelineService({ operations }),
    logs: new PipelineLogService({ operations, shutdown }),
    actions: new ResourceActionService({ operations }),
    watches: new WatchService({ operations, shutdown }),
    identity: new IdentityService({ operations }),
    endStreams: () => shutdown.stop(),
  };
}
