import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * Reads process group ids from standard input (`+ 123` started, `- 123` ended). When the input is closed without a `quit`, it stops the groups
 * that are left, the newest first, because the API server ends quickly only while etcd runs.
 * It is a shell script because a shell needs little memory and survives Node.
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
 * Stops the platform's processes when their owner is killed: kube-apiserver and etcd do not notice that their parent has ended.
 * Otherwise the processes of a killed test worker would run forever, because no later start uses its folder.
 */
export class ProcessGuard {
  readonly #shell: ChildProcess;

  static start(stateDir: string): ProcessGuard {
    return new ProcessGuard(stateDir);
  }

  private constructor(stateDir: string) {
    // The folder is an argument, so that the guard's command line shows which platform it belongs to.
    this.#shell = spawn(
      '/bin/sh',
      ['-c', GUARD_SCRIPT, 'test-cluster-guard', stateDir],
      { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    // If the guard itself was killed, the next start still finds the processes in the ledger.
    this.#shell.stdin?.on('error', () => undefined);
  }

  add(pid: number): void {
    this.#shell.stdin?.write(`+ ${pid}\n`);
  }

  remove(pid: number): void {
    this.#shell.stdin?.write(`- ${pid}\n`);
  }

  async stop(): Promise<void> {
    if (this.#shell.exitCode !== null || this.#shell.signalCode !== null) {
      return;
    }
    const exited = once(this.#shell, 'exit');
    this.#shell.stdin?.end('quit\n');
    await exited;
  }
}
