/** An event of a platform's start, or a process that ended unexpectedly. */
export type PlatformEvent =
  | { type: 'started'; step: string }
  | { type: 'done'; step: string; elapsedMs: number }
  /** Progress within a long step. */
  | { type: 'detail'; step: string; message: string }
  | { type: 'failed'; step: string; error: unknown }
  /** A process has ended unexpectedly. The platform no longer works. */
  | {
      type: 'lost';
      step: string;
      reason: string;
      /** Reads the last lines of the process's log; empty if the log is gone. */
      readLog(): Promise<string>;
    }
  /** An operation failed and is retried. */
  | { type: 'problem'; step: string; error: unknown };

/** Called for every event. */
export type OnProgress = (event: PlatformEvent) => void;

/** Runs a step and reports its start and end. */
export async function step<Result>(
  name: string,
  onProgress: OnProgress,
  run: () => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  onProgress({ type: 'started', step: name });
  try {
    const result = await run();
    const elapsedMs = Math.round(performance.now() - start);
    onProgress({ type: 'done', step: name, elapsedMs });
    return result;
  } catch (error) {
    onProgress({ type: 'failed', step: name, error });
    throw error;
  }
}
