import { spawn } from 'node:child_process';

/**
 * The output of kubectl.
 *
 * @public
 */
export interface KubectlResult {
  stdout: string;
  stderr: string;
  /** A code other than 0 is not an exception, because many tests expect kubectl to be refused. */
  code: number;
}

/** Runs kubectl with a kubeconfig, and without the caller's configuration or the cache in the home folder. */
export function runKubectl(options: {
  kubectl: string;
  kubeconfig: string;
  cacheDir: string;
  args: string[];
  input?: string;
}): Promise<KubectlResult> {
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
