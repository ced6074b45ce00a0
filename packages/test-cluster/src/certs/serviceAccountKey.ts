import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { readIfExists, writePrivately } from '../stateFolder/privateFiles';

const generate = promisify(generateKeyPair);

/** The key that signs service account tokens; kept over restarts, so that tokens which the controllers hold stay good. */
export async function ensureServiceAccountKey(file: string): Promise<string> {
  if ((await readIfExists(file)) === undefined) {
    const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
    await writePrivately(
      file,
      privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
    );
  }
  return file;
}
