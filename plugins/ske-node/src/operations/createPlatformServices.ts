import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { KindsRule, PlatformConfig } from '../config';
import type { SessionEnds, SessionTokens } from '../credentials';
import type { PlatformMetrics } from '../metrics';
import type { ResourcePermissions } from '../permissions';
import type { PlatformClient } from '../platform';
import { AccessService } from './access/AccessService';
import { ResourceActionService } from './actions/ResourceActionService';
import { DiagnosisService } from './diagnosis/DiagnosisService';
import { ResourceEventService } from './events/ResourceEventService';
import { IdentityService } from './access/IdentityService';
import { OperationRunner } from './operation/OperationRunner';
import { PipelineLogService } from './pipelines/PipelineLogService';
import { PipelineService } from './pipelines/PipelineService';
import { RequestRecordService } from './requests/RequestRecordService';
import { ResourceListService } from './resources/ResourceListService';
import { ResourceService } from './resources/ResourceService';
import { StreamShutdown } from './streams/StreamShutdown';
import { WatchService } from './watches/WatchService';

/**
 * All operations on the platform cluster, grouped into one service for each subject (resources, events, logs, …). The services share the same checks,
 * identities and audit events.
 *
 * @public
 */
export interface PlatformServices {
  /** Reads, writes and deletes one object. */
  resources: ResourceService;
  /** Lists the objects of a kind, or the resource requests of a Promise. */
  lists: ResourceListService;
  /** Checks what a caller is allowed to do. */
  access: AccessService;
  /** Lists the Events of an object. */
  events: ResourceEventService;
  /** Lists the pipeline runs of a resource request or a Promise. */
  pipelines: PipelineService;
  /** Reads the container logs of pipeline runs. */
  logs: PipelineLogService;
  /** Runs actions of Kratix. */
  actions: ResourceActionService;
  /** Checks who may record a request. */
  requests: RequestRecordService;
  /** Watches objects. */
  watches: WatchService;
  /** Returns the identity of a caller. */
  identity: IdentityService;
  /** Says why a caller can or cannot act on the cluster. */
  diagnosis: DiagnosisService;
  /** Ends all open watches and logs. Called when the backend stops. */
  endStreams(): void;
}

/**
 * Creates the services for the platform cluster.
 *
 * @public
 */
export function createPlatformServices(options: {
  platform: PlatformConfig;
  client: PlatformClient;
  permissions: ResourcePermissions;
  auditor: AuditorService;
  metrics?: PlatformMetrics;
  /** The access tokens of sessions. Required unless `ske.auth.mode` is `tok`. */
  sessionTokens?: SessionTokens;
  /** The sessions that have ended, whose streams are closed. */
  sessionEnds?: SessionEnds;
  /** `ske.kubernetes.kinds`, or its default. */
  kinds?: KindsRule;
  /** The app configuration, for the diagnosis. */
  config: Config;
  /** Logs audit events that could not be written. */
  logger?: LoggerService;
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
    requests: new RequestRecordService({ operations }),
    watches: new WatchService({ operations, shutdown }),
    identity: new IdentityService({ operations }),
    diagnosis: new DiagnosisService({ operations, config: options.config }),
    endStreams: () => shutdown.stop(),
  };
}
