import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './LoadJob';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'generatorMain.ts');

/** The process that makes the load: the same one for all targets. */
export class LoadGenerator {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(): LoadGenerator {
    return new LoadGenerator(
      fork(PROGRAM, { execArgv: ['--import', 'tsx'], stdio: 'inherit' }),
    );
  }

  async run(job: LoadJob): Promise<LoadResult> {
    const settled = new AbortController();
    const { signal } = settled;
    const answer = Promise.race([
      once(this.#child, 'message', { signal }),
      once(this.#child, 'exit', { signal }).then(() => {
        throw new Error('the load generator has ended');
      }),
    ]);
    this.#child.send(job);
    const [{ result, error }] = await answer.finally(() => settled.abort());
    if (error !== undefined) {
      throw new Error(`the load generator failed: ${error}`);
    }
    return result;
  }

  stop(): void {
    this.#child.disconnect();
  }
}
