import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ClientCertificate } from './PlatformConfig';

// The maximum time that calls wait for a plugin that hangs or asks for input.
const TIMEOUT_MS = 60_000;
/** A credential is renewed this long before it expires, because a call may take a while. */
const RENEW_BEFORE_MS = 10_000;
/** The minimum time between two runs. Without it, a cluster that rejects every credential would start a process for every call. */
const MIN_RENEWAL_MS = 5_000;

/** The `exec` section of a kubeconfig's user: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export interface ExecConfig {
  apiVersion?: string;
  command?: string;
  args?: string[] | null;
  env?: Array<{ name: string; value: string }> | null;
  provideClusterInfo?: boolean;
  interactiveMode?: string;
}

const credentialSchema = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().min(1).optional(),
    clientCertificateData: z.string().min(1).optional(),
    clientKeyData: z.string().min(1).optional(),
    expirationTimestamp: z.string().optional(),
  }),
});

export interface ExecCredential {
  token?: string;
  clientCertificate?: ClientCertificate;
}

/**
 * Runs a credential plugin as kubectl does. All calls that need a credential at the same time share one run. The plugin runs again when the credential
 * expires or the API server rejects it.
 */
export class ExecPlugin {
  readonly #exec: ExecConfig;
  readonly #folder: string;
  readonly #clusterInfo: object;
  readonly #now: () => number;
  #pending: Promise<ExecCredential> | undefined;
  #cached:
    | { credential: ExecCredential; cachedAtMs: number; expiresAtMs: number }
    | undefined;

  /**
   * @param options - `folder` is the folder of the kubeconfig, to which a command with a path is relative; `clusterInfo` is passed to a plugin with
   *   `provideClusterInfo`
   */
  constructor(options: {
    exec: ExecConfig;
    folder: string;
    clusterInfo: object;
    now?: () => number;
  }) {
    this.#exec = options.exec;
    this.#folder = options.folder;
    this.#clusterInfo = options.clusterInfo;
    this.#now = options.now ?? Date.now;
  }

  async credential(): Promise<ExecCredential> {
    if (this.#cached && this.#now() < this.#cached.expiresAtMs) {
      return this.#cached.credential;
    }
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /**
   * Called when the API server has rejected the credential. The plugin then runs again.
   *
   * @returns false if the plugin has just run, because another run would return a credential that is rejected too
   */
  invalidate(): boolean {
    const { cachedAtMs = -Infinity } = this.#cached ?? {};
    if (this.#now() - cachedAtMs < MIN_RENEWAL_MS) {
      return false;
    }
    this.#cached = undefined;
    return true;
  }

  async #renew(): Promise<ExecCredential> {
    const { status } = credentialSchema.parse(JSON.parse(await this.#run()));
    const { token, clientCertificateData: cert, clientKeyData: key } = status;
    if (!token && !(cert && key)) {
      throw new Error('The plugin returned neither a token nor a certificate');
    }
    const expiresAtMs =
      status.expirationTimestamp === undefined
        ? Infinity
        : Date.parse(status.expirationTimestamp) - RENEW_BEFORE_MS;
    const credential = {
      ...(token && { token }),
      ...(cert && key && { clientCertificate: { cert, key } }),
    };
    this.#cached = { credential, cachedAtMs: this.#now(), expiresAtMs };
    return credential;
  }

  async #run(): Promise<string> {
    const { command = '', args, env, apiVersion } = this.#exec;
    const spec = {
      interactive: false,
      ...(this.#exec.provideClusterInfo && { cluster: this.#clusterInfo }),
    };
    // A command without a slash is looked up in PATH.
    const file = command.includes('/')
      ? resolve(this.#folder, command)
      : command;
    return new Promise((done, fail) => {
      const plugin = execFile(
        file,
        args ?? [],
        {
          timeout: TIMEOUT_MS,
          env: {
            ...process.env,
            ...Object.fromEntries(
              (env ?? []).map(({ name, value }) => [name, value]),
            ),
            KUBERNETES_EXEC_INFO: JSON.stringify({
              apiVersion,
              kind: 'ExecCredential',
              spec,
            }),
          },
        },
        (error, stdout) => (error ? fail(error) : done(stdout)),
      );
      // As in kubectl, a plugin that reads its input gets none.
      plugin.stdin?.end();
    });
  }
}
