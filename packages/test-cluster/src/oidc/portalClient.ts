import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readIfExists, writePrivately } from '../stateFolder/privateFiles';
import { parseJson } from '../json/parseJson';

const portalClientSchema = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

/** The client that Backstage signs in with. Its secret is random, and is kept in the state folder. */
export async function ensurePortalClient(
  file: string,
): Promise<z.infer<typeof portalClientSchema>> {
  const kept = await readIfExists(file);
  // Replacing a damaged file is safe, because both sides read the secret at each start.
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
