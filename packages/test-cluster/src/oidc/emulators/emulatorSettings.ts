import { z } from 'zod';
import { demoUserSchema } from '../../users/DemoUser';
import { emulatedProviders, emulations } from './emulations';

const port = z.number().int().min(1).max(65535);

/** The content of the JSON file that the command line of the emulators' process names. */
export const emulatorSettingsSchema = z.object({
  /** Keys that are kept for the next start. */
  dataDir: z.string().min(1),
  /** The server certificate of the https origins and its key, as PEM files. */
  tls: z.object({ certFile: z.string().min(1), keyFile: z.string().min(1) }),
  users: z.array(demoUserSchema),
  portalClient: z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  allowedPortalOrigins: z.array(z.string()),
  tokenTtlSeconds: z.number().int().positive(),
  emulators: z.array(
    z.object({
      provider: z.enum(emulatedProviders),
      ports: z.object({ https: port, login: port }),
    }),
  ),
});

/** The settings of the emulators' process. */
export type EmulatorSettings = z.infer<typeof emulatorSettingsSchema>;

/** The issuer of an emulator. */
export function emulatedIssuer(
  emulator: EmulatorSettings['emulators'][number],
): string {
  const { issuerPath } = emulations[emulator.provider];
  return `https://localhost:${emulator.ports.https}${issuerPath}`;
}
