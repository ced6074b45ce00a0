/**
 * Why the demo does not start.
 */
export type DemoErrorCode =
  | 'bad-users-file'
  | 'bad-kubeconfig'
  | 'bad-config'
  | 'kratix-missing'
  | 'cluster-unreachable';

/** Something of the reader's own that keeps the demo from starting; the message says what to change. */
export class DemoError extends Error {
  readonly code: DemoErrorCode;

  constructor(code: DemoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DemoError';
    this.code = code;
  }
}
