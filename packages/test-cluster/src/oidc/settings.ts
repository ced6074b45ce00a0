import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { demoUserSchema } from '../users/DemoUser';
import { PlatformError } from '../errors/PlatformError';

const port = z.number().int().min(1).max(65535);

/** The content of the JSON file that the command line of an OIDC provider's process names. */
const settingsSchema = z.object({
  kind: z.enum(['oidc-provider', 'keycloak']),
  /** Keys and data that are kept for the next start. */
  dataDir: z.string().min(1),
  /** For Keycloak only: the folder that `installKeycloak` returned. */
  keycloakInstallation: z.string().min(1).optional(),
  /** The server certificate of the https origin (for localhost and 127.0.0.1) and its key, as PEM files. */
  tls: z.object({ certFile: z.string().min(1), keyFile: z.string().min(1) }),
  /** Only Keycloak uses `internal`. */
  ports: z.object({ https: port, login: port, internal: port }),
  users: z.array(demoUserSchema),
  /** The `aud` of access tokens. */
  audience: z.string().min(1),
  /** The audience for which the portal's client may exchange tokens (RFC 8693). Absent: it may not. */
  exchangeAudience: z.string().min(1).optional(),
  /** The confidential client that Backstage signs in with. */
  portalClient: z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  /** The public client whose `password` grant returns tokens for kubectl and for tests. */
  kubernetesClient: z.object({ clientId: z.string().min(1) }),
  /** The provider redirects to `<origin>/api/auth/<any provider id>/handler/frame` of these origins only. */
  allowedPortalOrigins: z.array(z.string()),
  /** Where the provider sends logout tokens (OpenID Connect Back-Channel Logout). Absent: nowhere. */
  backchannelLogoutUri: z.url().optional(),
  accessTokenTtlSeconds: z.number().int().positive(),
});

/** The settings of an OIDC provider's process. */
export type OidcProviderSettings = z.infer<typeof settingsSchema>;

/** Reads and validates the settings file. An invalid file ends the start with an error that names its keys. */
export function readSettings(file: string): OidcProviderSettings {
  const parsed = settingsSchema.safeParse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  if (!parsed.success) {
    throw new PlatformError(
      'invalid-settings',
      `${file} is not a valid settings file of the OIDC provider: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}

/** The https origin: discovery, keys and tokens. It is also the issuer of the tokens that oidc-provider signs. */
export function httpsOrigin(
  settings: Pick<OidcProviderSettings, 'ports'>,
): string {
  return `https://localhost:${settings.ports.https}`;
}

/** The http origin that people's browsers visit. */
export function loginOrigin(settings: { ports: { login: number } }): string {
  return `http://localhost:${settings.ports.login}`;
}
