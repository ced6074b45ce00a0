import { z } from 'zod';

const demoSettingsSchema = z.object({
  stateDir: z.string(),
  port: z.number(),
  /** Whether the reader named the port, which then also wins over the reader's own app-config. */
  portGiven: z.boolean(),
  idp: z.enum(['oidc-provider', 'keycloak']),
  kratix: z.enum(['stand-in', 'real']).optional(),
  selfTest: z.boolean(),
  platformOnly: z.boolean(),
  portalOnly: z.boolean(),
  configFiles: z.array(z.string()),
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  usersFile: z.string().optional(),
  /** What the bootstrap did before, and how long it took. */
  bootstrap: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      outcome: z.enum(['done', 'current']),
      milliseconds: z.number(),
    }),
  ),
});

/** What `npm start` was asked for, as `scripts/start` hands it over. */
export type DemoSettings = z.infer<typeof demoSettingsSchema>;

/** Parses the one argument of {@link file://./main.ts}. */
export function parseDemoSettings(argument: string | undefined): DemoSettings {
  if (argument === undefined) {
    throw new Error('this program is started by `npm start`');
  }
  return demoSettingsSchema.parse(JSON.parse(argument));
}
