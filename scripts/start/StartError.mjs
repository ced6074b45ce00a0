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
  const refusal = describeRefusalOfDisk(error);
  if (refusal) return refusal;
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

/** What to do when the disk says no, by the code of the operating system. */
const diskRemedies = new Map([
  ['EACCES', 'give this user the right to read and write there'],
  ['EPERM', 'give this user the right to read and write there'],
  ['EROFS', 'move the checkout to a disk that can be written'],
  ['ENOSPC', 'free some disk space'],
  ['EDQUOT', 'free some disk space: the quota of this user is used up'],
]);

/**
 * @param {unknown} error
 * @returns {string[] | undefined}
 */
function describeRefusalOfDisk(error) {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) {
    return undefined;
  }
  const remedy = diskRemedies.get(String(error.code));
  return remedy
    ? [`error: ${error.message}`, `  what to do: ${remedy}`]
    : undefined;
}
