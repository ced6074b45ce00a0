/**
 * Runs a YAML parser, and keeps Node from creating stack traces. A parser creates an error for each fault of a text, and 100,000 stack traces take seconds (S43).
 *
 * @param run - a synchronous function; its errors have no stack
 * @returns what `run` returns
 * @public
 */
export function withoutStackTraces<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
