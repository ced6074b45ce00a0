import type { RootConfigService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { SkeConfigError } from '@kratix-portal/plugin-ske-node';

/** `ske.limits`: the limits for each user, in each process of the backend. */
export interface UserLimitsConfig {
  /** How many requests of one user are served at the same time. */
  concurrentRequests: number;
  /** How many requests one user may make in a minute, in a burst or evenly. */
  requestsPerMinute: number;
  /** How many streams one user may have open. */
  streams: number;
  /** How many watches and logs the streams of one user may carry together. Each has a connection to the API server. */
  subscriptions: number;
}

const DEFAULTS: UserLimitsConfig = {
  concurrentRequests: 20,
  requestsPerMinute: 300,
  streams: 10,
  // Twenty users at their limit use all connections that the portal has for streams.
  subscriptions: 200,
};

/**
 * Reads `ske.limits`.
 *
 * @throws SkeConfigError that names each key whose value is invalid
 */
export function readUserLimits(config: RootConfigService): UserLimitsConfig {
  const limits = { ...DEFAULTS };
  const problems: string[] = [];
  for (const key of Object.keys(DEFAULTS) as Array<keyof UserLimitsConfig>) {
    const path = `ske.limits.${key}`;
    try {
      const value = config.getOptionalNumber(path) ?? DEFAULTS[key];
      if (!Number.isInteger(value) || value < 1) {
        problems.push(
          `${path} is ${value}: set it to a whole number of 1 or more`,
        );
      }
      limits[key] = value;
    } catch (error) {
      problems.push(isError(error) ? error.message : String(error));
    }
  }
  if (problems.length > 0) {
    throw new SkeConfigError(problems);
  }
  return limits;
}
