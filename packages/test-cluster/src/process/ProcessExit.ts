/**
 * How a process ended: exactly one of the two is set.
 *
 * @public
 */
export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** In words, for messages. */
export function describeExit(exit: ProcessExit): string {
  return exit.signal ? `signal ${exit.signal}` : `exit code ${exit.code}`;
}
