/**
 * Ends this process when the process that started it is gone. `startProcess` holds the other end of this process's
 * standard input: the kernel closes it however the owner ends, SIGKILL included.
 *
 * @param shutDown - what to do first; the process exits when it settles
 *
 * @public
 */
export function endWithParent(shutDown: () => Promise<void>): void {
  let ending = false;
  const end = async () => {
    if (ending) {
      return;
    }
    ending = true;
    try {
      await shutDown();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`shutting down failed: ${String(error)}\n`);
      process.exit(1);
    }
  };
  process.stdin.on('end', end);
  process.stdin.on('close', end);
  process.stdin.on('error', end);
  process.stdin.resume();
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
