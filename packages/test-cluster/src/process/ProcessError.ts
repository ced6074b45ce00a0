/** Why a process did not become ready. */
export type ProcessErrorCode =
  'aborted' | 'exited-before-ready' | 'not-ready-in-time' | 'spawn-failed';

/** A process of the platform did not become ready. The message ends with the last lines of its log. */
export class ProcessError extends Error {
  readonly code: ProcessErrorCode;
  /** The name with which the process was started, for example `kube-apiserver`. */
  readonly processName: string;
  /** The last lines that the process wrote in this run; empty when it wrote nothing. */
  readonly logTail: string;
  readonly logFile: string;

  constructor(options: {
    code: ProcessErrorCode;
    processName: string;
    reason: string;
    logTail: string;
    logFile: string;
    cause?: unknown;
  }) {
    const tail =
      options.logTail === '' ? '(the log is empty)' : options.logTail;
    super(
      `${options.processName} ${options.reason}; its log is ${options.logFile} and ends with:\n${tail}`,
      { cause: options.cause },
    );
    this.name = 'ProcessError';
    this.code = options.code;
    this.processName = options.processName;
    this.logTail = options.logTail;
    this.logFile = options.logFile;
  }
}
