import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  PlatformMetrics,
  PlatformServices,
} from '@kratix-portal/plugin-ske-node';
import type { CachedHttpAuthService } from '../callers';
import type { UserLimits } from '../limits';
import type { StreamLimits } from './streams/StreamLimits';
import type { Refusals } from './turnAway';

/** What every router is made of. */
export interface RouterOptions {
  auditor: AuditorService;
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  logger: LoggerService;
  metrics: PlatformMetrics;
  services: PlatformServices;
  /** Those of the product unless told; tests have less patience. */
  streamLimits?: Partial<StreamLimits>;
}

/** What those routers are made of whose answers go on. */
export type StreamRouterOptions = RouterOptions & Refusals;
