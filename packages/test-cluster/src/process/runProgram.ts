/**
 * Exits when the process that started this one ends. `startProcess` holds the other end of standard input, and the kernel closes it even
 * when the owner is killed.
 *
 * @param shutDown - called before the exit
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
