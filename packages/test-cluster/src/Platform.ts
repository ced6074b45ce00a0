import type { AuditEvent } from './apiserver/AuditEvent';
import type { Endpoints } from './endpoints';

/**
 * What a run of kubectl gave.
 *
 * @public
 */
export interface KubectlResult {
  stdout: string;
  stderr: string;
  /** Not an exception when it is not 0: a refusal is what many tests are about. */
  code: number;
}

/**
 * Options of {@link Platform.kubectl}.
 *
 * @public
 */
export interface KubectlOptions {
  /** A demo user's name; the administrator unless told. */
  as?: string;
  /** Standard input, for `-f -`. */
  input?: string;
}

/**
 * A running platform cluster.
 *
 * @public
 */
export interface Platform {
  endpoints: Endpoints;
  /** A fresh access token of a demo user, as the issuer gives it for the API server. */
  accessToken(username: string): Promise<string>;
  /** Runs kubectl with the kubeconfig of the administrator or of a demo user. */
  kubectl(args: string[], options?: KubectlOptions): Promise<KubectlResult>;
  /** Every request that the API server has answered so far, oldest first. */
  readAuditLog(): Promise<AuditEvent[]>;
  /** Stops exactly what was started with it, in reverse order. */
  stop(): Promise<void>;
}
