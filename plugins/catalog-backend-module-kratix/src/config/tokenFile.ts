import { readFile } from 'node:fs/promises';
import { isError } from '@backstage/errors';
import { SkeError } from '@kratix-portal/plugin-ske-common';

/** Kubernetes replaces a projected token long before it expires. Kubernetes' own clients also read the file again after a minute. */
const KEEP_MILLISECONDS = 60_000;

/** A token consists of visible ASCII characters without quotation marks. Quotation marks in a configured token are a mistake. */
export const TOKEN = /^[!#-&(-~]+$/;

/** Reads a token from a file, and reads the file again when the cached token is a minute old. */
export function tokenFromFile(file: string): () => Promise<string> {
  let kept: { token: string; until: number } | undefined;
  return async () => {
    if (kept && Date.now() < kept.until) {
      return kept.token;
    }
    const token = await readToken(file);
    kept = { token, until: Date.now() + KEEP_MILLISECONDS };
    return token;
  };
}

async function readToken(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = isError(error) && error.code ? error.code : 'unknown error';
    throw noToken(file, `cannot be read (${reason})`, error);
  }
  const token = text.trim();
  if (!TOKEN.test(token)) {
    throw noToken(file, 'does not contain a token');
  }
  return token;
}

function noToken(file: string, problem: string, cause?: unknown): SkeError {
  return new SkeError({
    code: 'no-credentials',
    message: `The token file ${file} of the catalog's ServiceAccount ${problem}.`,
    hint: 'Check serviceAccountTokenFile of the provider in catalog.providers.kratix.',
    cause,
  });
}
