/** Why the demo does not start. */
export type DemoErrorCode =
  | 'bad-users-file'
  | 'bad-kubeconfig'
  | 'bad-config'
  | 'kratix-missing'
  | 'cluster-unreachable';

/** A fault in the user's files or cluster that prevents the start. The message says what to change. */
export class DemoError extends Error {
  readonly code: DemoErrorCode;

  /** An error with the message of its cause. */
  static because(code: DemoErrorCode, what: string, cause: unknown): DemoError {
    const reason = cause instanceof Error ? cause.message : cause;
    return new DemoError(code, `${what}: ${reason}`, { cause });
  }

  constructor(code: DemoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DemoError';
    this.code = code;
  }
}
