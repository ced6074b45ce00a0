import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Reads the numbers of the platform's process groups from standard input (`+ 123` began, `- 123` ended) and, when that is
 * closed without a `quit`, stops those that are left, the youngest first: the API server ends quickly only while etcd is there.
 * It is a shell because it must cost nothing and outlive Node.
 */
const GUARD_SCRIPT = `
trap '' HUP INT TERM
groups=' '
while read -r sign group; do
  case "$sign" in
    +) groups=" $group$groups" ;;
    -) case "$groups" in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
    quit) exit 0 ;;
  esac
done
for group in $groups; do
  kill -TERM "-$group" 2>/dev/null
  waited=0
  while [ "$waited" -lt 50 ] && kill -0 "-$group" 2>/dev/null; do
    sleep 0.1
    waited=$((waited + 1))
  done
  kill -KILL "-$group" 2>/dev/null
done
`;

/**
 * Stops the platform's processes when the owner dies without doing it: kube-apiserver and etcd do not notice that their
 * parent is gone. A test worker that is killed would otherwise leave them for ever, as nobody starts in its folder again.
 */
export class ProcessGuard {
  private readonly shell: ChildProcess;

  static start(stateDir: string): ProcessGuard {
    return new ProcessGuard(stateDir);
  }

  private constructor(stateDir: string) {
    // The folder's name is an argument so that the guard, too, can be told by its command line.
    this.shell = spawn(
      '/bin/sh',
      ['-c', GUARD_SCRIPT, 'local-platform-guard', stateDir],
      { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    // A guard that was killed guards nothing; the ledger is still there for the next start.
    this.shell.stdin?.on('error', () => undefined);
  }

  add(pid: number): void {
    this.shell.stdin?.write(`+ ${pid}\n`);
  }

  remove(pid: number): void {
    this.shell.stdin?.write(`- ${pid}\n`);
  }

  /** What the kernel does when this process dies; the guard then stops what it guards. */
  abandon(): void {
    this.shell.stdin?.end();
  }

  async stop(): Promise<void> {
    if (this.shell.exitCode !== null || this.shell.signalCode !== null) {
      return;
    }
    const exited = once(this.shell, 'exit');
    this.shell.stdin?.end('quit\n');
    await exited;
  }
}
