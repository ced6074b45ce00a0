import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Runs a TypeScript program in its own process, which handles one message after the other. */
export class Helper<Job extends object, Result> {
  readonly #child: ChildProcess;
  readonly #name: string;

  constructor(name: string, program: string) {
    this.#name = name;
    this.#child = fork(program, {
      execArgv: ['--import', 'tsx'],
      stdio: 'inherit',
    });
  }

  async run(job: Job): Promise<Result> {
    const settled = new AbortController();
    const { signal } = settled;
    const answer = Promise.race([
      once(this.#child, 'message', { signal }),
      once(this.#child, 'exit', { signal }).then(() => {
        throw new Error(`The process "${this.#name}" has ended.`);
      }),
    ]);
    this.#child.send(job);
    const [{ result, error }] = await answer.finally(() => settled.abort());
    if (error !== undefined) {
      throw new Error(`The process "${this.#name}" failed: ${error}`);
    }
    return result;
  }

  /** Kills the process, as a crash does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  stop(): void {
    if (this.#child.connected) {
      this.#child.disconnect();
    }
  }
}
