import { spawn } from 'node:child_process';
import type { KubectlResult } from '../Platform';

/** Runs kubectl with a kubeconfig and nothing of the caller's own: no other configuration, no cache in the home folder. */
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
    // kubectl may end without reading its input; its exit code tells what became of it.
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
