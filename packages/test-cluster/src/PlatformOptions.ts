import type { DemoUser, IssuerKind } from './endpoints';
import type { OnProgress } from './progress';

/**
 * Options of `startPlatform`.
 *
 * @public
 */
export interface PlatformOptions {
  /** Holds everything of the platform; made if it is not there. A later start in the same folder is faster and keeps the data. */
  stateDir: string;
  /** The folder of kube-apiserver, kube-controller-manager, kubectl and etcd; found by itself unless told. */
  binaries?: string;
  /** `oidc-provider` unless told. */
  issuer?: IssuerKind;
  /** How the API server learns of the issuer; `flags` unless told. */
  authentication?: 'flags' | 'structured';
  /** More flags for kube-apiserver, for what it does only when it is told to. */
  apiServerFlags?: readonly string[];
  /** `DEFAULT_USERS` unless told. */
  users?: readonly DemoUser[];
  /** Where the portal will be; the issuer sends people back there and nowhere else. */
  portalUrl?: string;
  /** `stand-in` unless told. `kinds` are Kratix's CRDs, and nothing that acts on them. */
  kratix?: 'stand-in' | 'kinds' | 'none';
  /** Whether the sample Promises are installed; they are, unless told or without Kratix. */
  samplePromises?: boolean;
  /** Ports that must be these, by name: `apiServer`, `etcd`, `controllerManager`, `issuer`, `login`, `issuerInternal`. */
  ports?: Partial<Record<string, number>>;
  onProgress?: OnProgress;
  /** Cancels the start; what it has begun is stopped. Of no effect on a platform that runs. */
  signal?: AbortSignal;
}
