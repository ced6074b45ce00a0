/** A process that ended unexpectedly after it was ready. */
export interface LostProcess {
  name: string;
  /** For example `exit code 1`. */
  reason: string;
  /** Reads the last lines of the log of the process; empty if the log is gone. */
  readLog(): Promise<string>;
}

/** Called when a process ends unexpectedly. */
export type OnLost = (lost: LostProcess) => void;
