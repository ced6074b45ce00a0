import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { demoUserSchema } from '../../users/DemoUser';

export const portSchema = z.number().int().min(1).max(65535);

/** The settings that the demo's provider and the emulated ones have in common. */
export const commonSettings = {
  /** Keys and data that are kept for the next start. */
  dataDir: z.string().min(1),
  /** The server certificate of the https origin (for localhost and 127.0.0.1) and its key, as PEM files. */
  tls: z.object({ certFile: z.string().min(1), keyFile: z.string().min(1) }),
  users: z.array(demoUserSchema),
  /** The confidential client that Backstage signs in with. */
  portalClient: z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  /** The provider redirects to `<origin>/api/auth/<any provider id>/handler/frame` of these origins only. */
  allowedPortalOrigins: z.array(z.string()),
};

/** The settings file of an OIDC provider's process. The process gets the path of this JSON file as an argument. */
const settingsSchema = z.object({
  ...commonSettings,
  kind: z.enum(['oidc-provider', 'keycloak']),
  /** For Keycloak only: the folder that `installKeycloak` returned. */
  keycloakInstallation: z.string().min(1).optional(),
  /** Only Keycloak uses `internal`. */
  ports: z.object({
    https: portSchema,
    login: portSchema,
    internal: portSchema,
  }),
  /** The `aud` of access tokens. */
  audience: z.string().min(1),
  /** The audience for which the portal's client may exchange tokens (RFC 8693). Without it, the client may not exchange tokens. */
  exchangeAudience: z.string().min(1).optional(),
  /** The public client whose `password` grant returns tokens for kubectl and for tests. */
  kubernetesClient: z.object({ clientId: z.string().min(1) }),
  /** Where the provider sends logout tokens (OpenID Connect Back-Channel Logout). Without it, the provider sends none. */
  backchannelLogoutUri: z.url().optional(),
  accessTokenTtlSeconds: z.number().int().positive(),
});

/** The settings of an OIDC provider's process. */
export type OidcProviderSettings = z.infer<typeof settingsSchema>;

export function readSettings(file: string): OidcProviderSettings {
  return settingsSchema.parse(readJson(file));
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The https origin: discovery, keys and tokens. It is also the issuer of the tokens that oidc-provider signs. */
export function httpsOrigin(settings: { ports: { https: number } }): string {
  return `https://localhost:${settings.ports.https}`;
}

/** The http origin that users' browsers visit. */
export function loginOrigin(settings: { ports: { login: number } }): string {
  return `http://localhost:${settings.ports.login}`;
}
