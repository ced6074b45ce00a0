import type { AuditEvent } from '../apiserver/readAuditLog';
import type { KubectlResult } from '../kubeconfig/runKubectl';
import type { Endpoints } from '../endpoints/Endpoints';

export interface KubectlOptions {
  /** The name of a demo user; the administrator by default. */
  as?: string;
  /** Standard input, for `-f -`. */
  input?: string;
}

/** A running platform cluster. */
export interface Platform {
  endpoints: Endpoints;
  /** Requests a new access token of a demo user for the API server. */
  accessToken(username: string): Promise<string>;
  /** Runs kubectl as the administrator or as a demo user. */
  kubectl(args: string[], options?: KubectlOptions): Promise<KubectlResult>;
  /** Returns the events of all requests to which the API server has responded, oldest first. */
  readAuditLog(): Promise<AuditEvent[]>;
  /** Stops the API server, which ends all connections and watches, and starts it again on the same port. */
  restartApiServer(): Promise<void>;
  /** Stops all processes of this platform, in reverse order. */
  stop(): Promise<void>;
}
