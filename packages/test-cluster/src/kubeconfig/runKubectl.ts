import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** The output of kubectl. */
export interface KubectlResult {
  stdout: string;
  stderr: string;
  /** A code other than 0 is not an exception, because many tests expect kubectl to be refused. */
  code: number;
}

interface KubectlRun {
  kubectl: string;
  kubeconfig: string;
  cacheDir: string;
  args: string[];
  input?: string;
}

/**
 * The API server stores a new CustomResourceDefinition with `conditions: null`, and adds the conditions some moments later. `kubectl wait` reports this as an
 * error instead of waiting.
 */
const NO_CONDITIONS_YET = /\.status\.conditions accessor error: <nil>/;
const PAUSE_MILLISECONDS = 200;
const ATTEMPTS = 50;

/** Runs kubectl with a kubeconfig, and without the caller's configuration or the cache in the home folder. */
export async function runKubectl(run: KubectlRun): Promise<KubectlResult> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await runOnce(run);
    const isTooEarly =
      run.args[0] === 'wait' && NO_CONDITIONS_YET.test(result.stderr);
    if (!isTooEarly || attempt === ATTEMPTS) {
      return result;
    }
    await delay(PAUSE_MILLISECONDS);
  }
}

function runOnce(options: KubectlRun): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      options.kubectl,
      [`--kubeconfig=${options.kubeconfig}`, ...options.args],
      {
        env: {
          ...process.env,
          KUBECONFIG: undefined,
          KUBERC: 'off',
          KUBECACHEDIR: options.cacheDir,
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    // kubectl may exit without reading its input. Its exit code then has the result.
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', code =>
      resolve({
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        code: code ?? 1,
      }),
    );
    child.stdin.end(options.input ?? '');
  });
}
