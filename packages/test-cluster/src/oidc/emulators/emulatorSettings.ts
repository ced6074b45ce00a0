import { z } from 'zod';
import { commonSettings, httpsOrigin, portSchema } from '../program/settings';
import { emulatedProviders, emulations } from './emulations';

/** The settings file of the emulators' process. The process gets the path of this JSON file as an argument. */
export const emulatorSettingsSchema = z.object({
  ...commonSettings,
  emulators: z.array(
    z.object({
      provider: z.enum(emulatedProviders),
      ports: z.object({ https: portSchema, login: portSchema }),
    }),
  ),
});

/** The settings of the emulators' process. */
export type EmulatorSettings = z.infer<typeof emulatorSettingsSchema>;

/** The issuer of an emulator. */
export function emulatedIssuer(
  emulator: EmulatorSettings['emulators'][number],
): string {
  return `${httpsOrigin(emulator)}${emulations[emulator.provider].issuerPath}`;
}
