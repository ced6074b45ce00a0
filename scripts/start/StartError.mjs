// @ts-check

/**
 * @typedef {'unknown-flag' | 'bad-flag' | 'node-too-old' | 'unsupported-platform' | 'npm-missing' | 'go-missing' | 'go-too-old'
 *   | 'disk-too-small' | 'port-in-use' | 'already-running' | 'chromium-missing' | 'java-missing' | 'step-failed' | 'advisories-unavailable' |
 * 'integrity-mismatch' | 'interrupted'} StartErrorCode
 */

/** An error that stops the start and that the user can fix: one line says what happened, one line says what to do. */
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
 * The lines that are printed when the start stops.
 * @param {unknown} error
 * @param {(file: string) => string} [shorten] shortens a path
 * @returns {string[]}
 */
export function describeError(error, shorten = file => file) {
  const fileSystemError = describeFileSystemError(error);
  if (fileSystemError) {
    return fileSystemError;
  }
  if (!(error instanceof StartError)) {
    const text =
      error instanceof Error ? (error.stack ?? error.message) : error;
    return [
      `error: ${text}`,
      '  This is a bug in the start script. Please report it.',
    ];
  }
  const lines = [`error: ${error.message}`];
  if (error.logTail.length > 0) {
    lines.push(...error.logTail.map(line => `  | ${line}`));
  }
  if (error.logFile) {
    lines.push(`  log: ${shorten(error.logFile)}`);
  }
  if (error.remedy) {
    lines.push(`  what to do: ${error.remedy}`);
  }
  return lines;
}

/** Remedies for errors of the file system, by the operating system's error code. */
const diskRemedies = new Map([
  ['EACCES', 'allow this user to read and write there'],
  ['EPERM', 'allow this user to read and write there'],
  ['EROFS', 'move the checkout to a disk that is writable'],
  ['ENOSPC', 'free some disk space'],
  ['EDQUOT', 'free some disk space: the quota of this user is used up'],
]);

/**
 * @param {unknown} error
 * @returns {string[] | undefined}
 */
function describeFileSystemError(error) {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) {
    return undefined;
  }
  const remedy = diskRemedies.get(String(error.code));
  return remedy
    ? [`error: ${error.message}`, `  what to do: ${remedy}`]
    : undefined;
}
