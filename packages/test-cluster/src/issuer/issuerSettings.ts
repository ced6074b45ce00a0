import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { IssuerError } from './IssuerError';

const port = z.number().int().min(1).max(65535);

const demoUser = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  email: z.string().min(1),
  groups: z.array(z.string()),
  displayName: z.string().optional(),
});

/** What the issuer's process is told, as the JSON file that its command line names. */
const issuerSettings = z.object({
  kind: z.enum(['oidc-provider', 'keycloak']),
  /** Keys and data that a warm start finds again. */
  dataDir: z.string().min(1),
  /** Only for Keycloak: the folder that `installKeycloak` named. */
  keycloakInstallation: z.string().min(1).optional(),
  tls: z.object({ certFile: z.string().min(1), keyFile: z.string().min(1) }),
  ports: z.object({ issuer: port, login: port, internal: port }),
  users: z.array(demoUser),
  audience: z.string().min(1),
  portalClient: z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  kubernetesClient: z.object({ clientId: z.string().min(1) }),
  allowedPortalOrigins: z.array(z.string()),
  accessTokenTtlSeconds: z.number().int().positive(),
});

/** The settings of an issuer's process. */
export type IssuerSettings = z.infer<typeof issuerSettings>;

/** Reads and checks the settings file; a bad one ends the start and names its keys. */
export function readIssuerSettings(file: string): IssuerSettings {
  const parsed = issuerSettings.safeParse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  if (!parsed.success) {
    throw new IssuerError(
      'invalid-settings',
      `${file} is not a valid settings file of the issuer: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return parsed.data;
}

/** The `iss` of what oidc-provider signs, and the origin of all that is served over https. */
export function issuerOrigin(settings: Pick<IssuerSettings, 'ports'>): string {
  return `https://localhost:${settings.ports.issuer}`;
}

/** The origin that a person's browser sees. */
export function loginOrigin(settings: Pick<IssuerSettings, 'ports'>): string {
  return `http://localhost:${settings.ports.login}`;
}
