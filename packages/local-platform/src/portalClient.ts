import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readIfExists, writePrivately } from './stateFolder/privateFiles';

const portalClientSchema = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

/** The client that Backstage signs in with. Its secret is made once for a state folder: it has no well-known value. */
export async function ensurePortalClient(
  file: string,
): Promise<z.infer<typeof portalClientSchema>> {
  const kept = await readIfExists(file);
  if (kept !== undefined) {
    return portalClientSchema.parse(JSON.parse(kept));
  }
  const made = {
    clientId: 'backstage-client',
    clientSecret: randomBytes(24).toString('base64url'),
  };
  await writePrivately(file, JSON.stringify(made));
  return made;
}
