// @ts-check

/**
 * @typedef {'unknown-flag' | 'bad-flag' | 'node-too-old' | 'unsupported-platform' | 'npm-missing' | 'go-missing' | 'go-too-old'
 *   | 'disk-too-small' | 'port-in-use' | 'already-running' | 'chromium-missing' | 'java-missing' | 'step-failed' | 'advisories-unavailable' | 'integrity-mismatch' | 'interrupted'} StartErrorCode
 */

/** Something that stops the start and that the reader can act on: one line of what, one line of what to do. */
export class StartError extends Error {
  /**
   * @param {StartErrorCode} code
   * @param {string} message what happened, in one line
   * @param {{ remedy?: string, logFile?: string, logTail?: string[], cause?: unknown }} [options]
   */
  constructor(code, message, options = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.code = code;
    this.remedy = options.remedy;
    this.logFile = options.logFile;
    this.logTail = options.logTail ?? [];
  }
}

/**
 * The lines that a reader sees when the start stops.
 * @param {unknown} error
 * @param {(file: string) => string} [shorten] makes a path short
 * @returns {string[]}
 */
export function describeError(error, shorten = file => file) {
  if (!(error instanceof StartError)) {
    const text =
      error instanceof Error ? (error.stack ?? error.message) : error;
    return [`error: ${text}`, '  This is a fault of the start script itself.'];
  }
  const lines = [`error: ${error.message}`];
  if (error.logTail.length > 0) {
    lines.push(...error.logTail.map(line => `  | ${line}`));
  }
  if (error.logFile) lines.push(`  log: ${shorten(error.logFile)}`);
  if (error.remedy) lines.push(`  what to do: ${error.remedy}`);
  return lines;
}
