import type { OidcProviderKind } from '../endpoints/Endpoints';
import type { OnProgress } from '../process/progress';
import type { DemoUser } from '../users/DemoUser';

/** Options of `startPlatform`. */
export interface PlatformOptions {
  /** Holds all files of the platform, and is created if needed. A later start in the same folder is faster and keeps the data. */
  stateDir: string;
  /** The folder of kube-apiserver, kube-controller-manager, kubectl and etcd. `findBinaries` has the default. */
  binaries?: string;
  /** `oidc-provider` by default. */
  oidcProvider?: OidcProviderKind;
  /** How long access tokens live; 300 by default. */
  accessTokenTtlSeconds?: number;
  /** Where the OIDC provider sends logout tokens of the portal's client. By default it sends none. */
  backchannelLogoutUri?: string;
  /** A second audience, for which the portal's client may exchange tokens (RFC 8693). None by default. The API server trusts only the first audience. */
  exchangeAudience?: string;
  /** Whether flags or a file configure the issuer; `flags` by default. */
  authentication?: 'flags' | 'structured';
  /** Additional flags for kube-apiserver. */
  apiServerFlags?: readonly string[];
  /** `demoUsers` by default. */
  users?: readonly DemoUser[];
  /** The URL of the portal; `http://localhost:7007` by default. The OIDC provider redirects only there. */
  portalUrl?: string;
  /** `stand-in` by default. `kinds` installs Kratix's CRDs without a controller. */
  kratix?: 'stand-in' | 'kinds' | 'none';
  /** Whether the sample Promises are installed. By default only with the stand-in. */
  samplePromises?: boolean;
  onProgress?: OnProgress;
  /** Cancels the start and stops its processes. It has no effect on a running platform. */
  signal?: AbortSignal;
}
