import { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';

/**
 * `ske.limits`: how much one person may take up, in each process of the backend.
 *
 * @public
 */
export interface UserLimitsConfig {
  /** How many requests of one person are served at a time. */
  concurrentRequests: number;
  /** How many requests one person may make in a minute, in a burst or evenly. */
  requestsPerMinute: number;
  /** How many watches and logs one person may have open. */
  streams: number;
}

const DEFAULTS: UserLimitsConfig = {
  concurrentRequests: 20,
  requestsPerMinute: 300,
  streams: 10,
};

/** Reads `ske.limits`. */
export function readUserLimits(
  config: Config,
  problems: ConfigProblems,
): UserLimitsConfig {
  const limits = { ...DEFAULTS };
  for (const key of Object.keys(DEFAULTS) as Array<keyof UserLimitsConfig>) {
    const path = `ske.limits.${key}`;
    const value = problems.read(() => config.getOptionalNumber(path));
    if (value === undefined) {
      continue;
    }
    if (Number.isInteger(value) && value >= 1) {
      limits[key] = value;
    } else {
      problems.add(path, `is ${value}: set it to a whole number of 1 or more`);
    }
  }
  return limits;
}
