import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  PlatformMetrics,
  PlatformServices,
} from '@kratix-portal/plugin-ske-node';
import type { RefusalRecorders } from '../admission';
import type { CachedHttpAuthService } from '../callers';
import type { UserLimits } from '../limits';
import type { PendingRequests } from '../pendingRequests';

/** The dependencies of the routers. */
export interface RouterOptions {
  auditor: AuditorService;
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  logger: LoggerService;
  metrics: PlatformMetrics;
  pending: PendingRequests;
  services: PlatformServices;
  /** Whether a service account of the cluster acts for the users. */
  impersonates?: boolean;
}

/** The dependencies of routers with streams. */
export type StreamRouterOptions = RouterOptions & RefusalRecorders;
