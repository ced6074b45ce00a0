import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { readIfExists, writePrivately } from '../stateFolder/privateFiles';

const generate = promisify(generateKeyPair);

/** The key that signs service account tokens. It is kept over restarts, so that the controllers' tokens stay valid. */
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
