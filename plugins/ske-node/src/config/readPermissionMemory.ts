import { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';

const PATH = 'ske.permissions.rememberSeconds';
const DEFAULT_SECONDS = 5;
// A cached decision delays a stricter policy, so the maximum is short.
const MOST_SECONDS = 60;

/** Reads `ske.permissions.rememberSeconds`, as milliseconds. */
export function readPermissionMemory(
  config: Config,
  problems: ConfigProblems,
): number {
  const seconds =
    problems.read(() => config.getOptionalNumber(PATH)) ?? DEFAULT_SECONDS;
  if (seconds < 0 || seconds > MOST_SECONDS) {
    problems.add(
      PATH,
      `is ${seconds}: set it to a number of seconds from 0 (no cache) to ${MOST_SECONDS}`,
    );
  }
  return seconds * 1000;
}
