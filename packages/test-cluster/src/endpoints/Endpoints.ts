import type { DemoUser } from '../users/DemoUser';

/** The OIDC provider that signs the users in. */
export type OidcProviderKind = 'oidc-provider' | 'keycloak';

/**
 * Everything that another process needs to use a running platform: the content of `endpoints.json`.
 * Every path is absolute.
 * The file holds the demo's passwords and client secret, so only its owner can read it.
 */
export interface Endpoints {
  version: 1;
  /** The process that owns the platform. The platform stops with it. */
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Absent with `--platform-only`. */
  portal?: { url: string };
  apiServer: {
    url: string;
    caFile: string;
    /** For example `v1.36.3`. */
    version: string;
    /** Whether the four `--oidc-*` flags or an AuthenticationConfiguration file configure the issuer. */
    authentication: 'flags' | 'structured';
  };
  oidcProvider: {
    kind: OidcProviderKind;
    /** The `iss` claim, https. */
    issuer: string;
    /** The discovery document, https. Its authorization endpoint is on the origin of `loginUrl`. */
    metadataUrl: string;
    /** https. */
    tokenEndpoint: string;
    /** http on localhost, so that browsers show no certificate warning. */
    loginUrl: string;
    caFile: string;
    /** The `aud` claim that the API server requires. */
    audience: string;
    /** The client that Backstage signs in with. */
    portalClient: { clientId: string; clientSecret: string };
    /** A public client whose password grant returns tokens for kubectl and for tests. */
    kubernetesClient: { clientId: string };
  };
  kubeconfigs: {
    admin: string;
    /** By user name. */
    users: Record<string, string>;
  };
  users: DemoUser[];
  /** The account that the portal's catalog reads the cluster with. It may only list and watch. */
  catalogAccount: { tokenFile: string };
  /** By process: `portal`, `apiServer`, `etcd`, `oidcProvider`, `login` ... */
  ports: Record<string, number>;
  paths: {
    stateDir: string;
    logs: string;
    auditLog: string;
    /** Holds kube-apiserver, etcd, kubectl and kube-controller-manager. */
    binaries: string;
  };
  kratix: { mode: 'stand-in' | 'real' | 'none' };
}
