import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readIfExists, writePrivately } from './stateFolder/privateFiles';
import { parseJson } from './json/parseJson';

const portalClientSchema = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

/** The client that Backstage signs in with. Its secret is made once for a state folder: it has no well-known value. */
export async function ensurePortalClient(
  file: string,
): Promise<z.infer<typeof portalClientSchema>> {
  const kept = await readIfExists(file);
  // One that cannot be read is made anew, as both sides learn it at each start.
  const client = portalClientSchema.safeParse(parseJson(kept ?? ''));
  if (client.success) {
    return client.data;
  }
  const made = {
    clientId: 'backstage-client',
    clientSecret: randomBytes(24).toString('base64url'),
  };
  await writePrivately(file, JSON.stringify(made));
  return made;
}
