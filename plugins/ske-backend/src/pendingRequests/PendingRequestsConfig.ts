import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { isError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { SkeConfigError } from '@kratix-portal/plugin-ske-node';
import { checkLimit } from '../limits';

/** The keys of `ske.pendingRequests` that the `ske` plugin reads. */
export interface PendingRequestsConfig {
  /** After this time a request whose resource does not exist counts as never created. */
  neverCreatedAfterMs: number;
  /** After this time a request that waits in a pull request counts as never created. */
  neverMergedAfterMs: number;
  /** How long the record of a request that was never created is kept. */
  keepNeverCreatedMs: number;
  /** How many records one user may have. */
  perUser: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Reads `ske.pendingRequests`.
 *
 * @throws SkeConfigError that names each key whose value is invalid
 */
export function readPendingRequestsConfig(
  root: RootConfigService,
): PendingRequestsConfig {
  const path = 'ske.pendingRequests';
  const problems: string[] = [];
  const duration = (key: string, byDefault: number): number => {
    try {
      const config = root.getOptionalConfig(path);
      const value = config?.has(key)
        ? durationToMilliseconds(readDurationFromConfig(config, { key }))
        : byDefault;
      if (!(value >= 1_000)) {
        problems.push(`${path}.${key} is shorter than a second`);
      }
      return value;
    } catch (error) {
      problems.push(
        `${path}.${key}: ${isError(error) ? error.message : String(error)}`,
      );
      return byDefault;
    }
  };
  const config = {
    neverCreatedAfterMs: duration('neverCreatedAfter', 30 * MINUTE_MS),
    neverMergedAfterMs: duration('neverMergedAfter', 14 * DAY_MS),
    keepNeverCreatedMs: duration('keepNeverCreated', 7 * DAY_MS),
    perUser: root.getOptionalNumber(`${path}.perUser`) ?? 100,
  };
  problems.push(...checkLimit(`${path}.perUser`, config.perUser));
  if (problems.length > 0) {
    throw new SkeConfigError(problems);
  }
  return config;
}
