import type { RootConfigService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { SkeConfigError } from '@kratix-portal/plugin-ske-node';
import { checkLimit } from './checkLimit';

/** `ske.limits`: the limits for each user, in each process of the backend. */
export interface UserLimitsConfig {
  /** How many requests of one user are served at the same time. */
  concurrentRequests: number;
  /** How many requests one user may make in a minute, in a burst or evenly. */
  requestsPerMinute: number;
  /** How many streams one user may have open. */
  streams: number;
  /** How many watches and logs the streams of one user may carry in total. Each of them needs a connection to the API server. */
  subscriptions: number;
}

const DEFAULTS = {
  concurrentRequests: 20,
  requestsPerMinute: 300,
  streams: 10,
};

// A user with 10 streams may have 200 subscriptions. Twenty users at this limit use all connections that the portal has for streams.
const SUBSCRIPTIONS_OF_A_STREAM = 20;

/**
 * Reads `ske.limits`.
 *
 * @throws SkeConfigError that names each key whose value is invalid
 */
export function readUserLimits(config: RootConfigService): UserLimitsConfig {
  const problems: string[] = [];
  const read = (key: keyof UserLimitsConfig, byDefault: number): number => {
    const path = `ske.limits.${key}`;
    try {
      const value = config.getOptionalNumber(path) ?? byDefault;
      problems.push(...checkLimit(path, value));
      return value;
    } catch (error) {
      problems.push(isError(error) ? error.message : String(error));
      return byDefault;
    }
  };
  const streams = read('streams', DEFAULTS.streams);
  const limits = {
    concurrentRequests: read('concurrentRequests', DEFAULTS.concurrentRequests),
    requestsPerMinute: read('requestsPerMinute', DEFAULTS.requestsPerMinute),
    streams,
    subscriptions: read('subscriptions', SUBSCRIPTIONS_OF_A_STREAM * streams),
  };
  if (problems.length > 0) {
    throw new SkeConfigError(problems);
  }
  return limits;
}
