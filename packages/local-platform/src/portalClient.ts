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

/** `undefined` for what is cut off or no JSON: a secret that cannot be read is made anew, as both sides learn it at each start. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
