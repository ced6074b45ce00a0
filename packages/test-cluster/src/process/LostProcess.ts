/** A process that was ready and then ended without being stopped. */
export interface LostProcess {
  name: string;
  /** For example `exit code 1`. */
  reason: string;
  /** Reads the last lines of its log; empty if the log is gone. */
  readLog(): Promise<string>;
}

/** Called when a process ended without being stopped. */
export type OnLost = (lost: LostProcess) => void;
