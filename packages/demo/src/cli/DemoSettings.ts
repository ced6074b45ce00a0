import { z } from 'zod';

const demoSettingsSchema = z.object({
  stateDir: z.string(),
  port: z.number(),
  /** Whether the user set the port, which then also overrides the port in the user's app-config. */
  portGiven: z.boolean(),
  idp: z.enum(['oidc-provider', 'keycloak']),
  auth: z.enum(['tok', 'session']),
  kratix: z.enum(['stand-in', 'none', 'real']).optional(),
  selfTest: z.boolean(),
  platformOnly: z.boolean(),
  portalOnly: z.boolean(),
  configFiles: z.array(z.string()),
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  usersFile: z.string().optional(),
  /** The steps of the bootstrap, and how long they took. */
  bootstrap: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      outcome: z.enum(['done', 'current']),
      milliseconds: z.number(),
    }),
  ),
});

/** The settings of `npm start`, which `scripts/start` passes to this program. */
export type DemoSettings = z.infer<typeof demoSettingsSchema>;

/** Parses the argument of `main.ts`. */
export function parseDemoSettings(argument: string | undefined): DemoSettings {
  if (argument === undefined) {
    throw new Error('Start this program with `npm start`.');
  }
  return demoSettingsSchema.parse(JSON.parse(argument));
}
