import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

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

async function runOnce(run: KubectlRun): Promise<KubectlResult> {
  const running = promisify(execFile)(
    run.kubectl,
    [`--kubeconfig=${run.kubeconfig}`, ...run.args],
    {
      env: {
        ...process.env,
        KUBECONFIG: undefined,
        KUBERC: 'off',
        KUBECACHEDIR: run.cacheDir,
      },
      maxBuffer: Infinity,
    },
  );
  const { stdin } = running.child;
  // kubectl may exit without reading its input. Its exit code then says why.
  stdin?.on('error', () => undefined);
  stdin?.end(run.input ?? '');
  try {
    return { ...(await running), code: 0 };
  } catch (error) {
    const { code, stdout, stderr } = error as KubectlResult;
    // If the program cannot be run, the code is the name of a system error.
    if (typeof code !== 'number') {
      throw error;
    }
    return { stdout, stderr, code };
  }
}
