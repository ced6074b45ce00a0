import { readFile } from 'node:fs/promises';
import { isError } from '@backstage/errors';
import { SkeError } from '@kratix-portal/plugin-ske-common';

/** Kubernetes replaces a projected token long before it ends; a minute is what its own clients wait before they read it again. */
const KEEP_MILLISECONDS = 60_000;

/** What any bearer token consists of, RFC 6750 section 2.1. */
export const TOKEN = /^[A-Za-z0-9._~+/=-]+$/;

/** Reads a token from a file, now and then anew. */
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
    throw noToken(`cannot be read (${reason})`, file, error);
  }
  const token = text.trim();
  if (!TOKEN.test(token)) {
    throw noToken('holds no token', file);
  }
  return token;
}

function noToken(what: string, file: string, cause?: unknown): SkeError {
  return new SkeError({
    code: 'no-credentials',
    message: `The token file ${file} of the catalog's account ${what}.`,
    hint: 'Check serviceAccountTokenFile of the provider in catalog.providers.kratix.',
    cause,
  });
}
