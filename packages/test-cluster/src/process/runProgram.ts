/**
 * Runs a program that `startProgram` starts. The argument of the program is the path of its settings. The program prints `ready` when `main` resolves with a
 * function that shuts it down. The program exits when the process that started it ends.
 */
export function runProgram(
  main: (settingsFile: string) => Promise<() => Promise<void>>,
): void {
  main(process.argv[2]).then(shutDown => {
    endWithParent(shutDown);
    process.stdout.write('ready\n');
  }, exitWith);
}

/** Ends the program because of an error. */
export function exitWith(error: Error): void {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
}

/** `startProcess` holds the other end of standard input, and the kernel closes it even when the owner is killed. */
function endWithParent(shutDown: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (!ending) {
      ending = true;
      shutDown().then(() => process.exit(0), exitWith);
    }
  };
  process.stdin.on('end', end);
  process.stdin.on('close', end);
  process.stdin.on('error', end);
  process.stdin.resume();
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
