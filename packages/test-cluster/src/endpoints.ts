/**
 * A person that the demo's OIDC provider knows.
 */
export interface DemoUser {
  /** What is typed on the login page, for example `user-admin`. */
  username: string;
  password: string;
  /** The `email` claim; the API server takes it as the user's name. */
  email: string;
  /** The `groups` claim; RBAC is bound to these. */
  groups: string[];
  /** Shown in the portal. */
  displayName?: string;
}

/** Which OIDC provider signs the users in. */
export type IssuerKind = 'oidc-provider' | 'keycloak';

/**
 * Everything that another process needs to use a running platform: the content of `endpoints.json`. Every path is absolute.
 * The file holds the demo's passwords and client secret: it is readable by its owner only.
 */
export interface Endpoints {
  version: 1;
  /** The process that owns the platform; it is gone when the platform is. */
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
    /** How the API server learned of the issuer: the four `--oidc-*` flags or an AuthenticationConfiguration file. */
    authentication: 'flags' | 'structured';
  };
  issuer: {
    kind: IssuerKind;
    /** The `iss` claim, https. */
    url: string;
    /** The discovery document, https; its authorization endpoint is on `loginUrl`'s origin. */
    metadataUrl: string;
    /** https. */
    tokenEndpoint: string;
    /** http on localhost, so that a person's browser meets no certificate warning. */
    loginUrl: string;
    caFile: string;
    /** The `aud` claim that the API server asks for. */
    audience: string;
    /** The client that Backstage signs in with. */
    portalClient: { clientId: string; clientSecret: string };
    /** A public client whose password grant gives tokens to kubectl and to tests. */
    kubernetesClient: { clientId: string };
  };
  kubeconfigs: {
    admin: string;
    /** By user name. */
    users: Record<string, string>;
  };
  users: DemoUser[];
  /** The account by which the portal's catalog reads the cluster: it lists and watches, and may do nothing else. */
  catalogAccount: { tokenFile: string };
  /** By process: `portal`, `apiServer`, `etcd`, `issuer`, `login` ... */
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
