import { ProcessGuard } from '../ProcessGuard';

/** A program that owns a guard until the program is killed: `guardOwner.ts +123 +124 -124`. It prints `ready` when the guard has the process ids. */
const guard = ProcessGuard.start('/some/folder');
for (const change of process.argv.slice(2)) {
  const pid = Number(change.slice(1));
  if (change.startsWith('+')) {
    guard.add(pid);
  } else {
    guard.remove(pid);
  }
}
process.stdout.write('ready\n');
setInterval(() => {}, 1000);
