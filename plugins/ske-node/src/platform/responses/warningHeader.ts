import { cleanText } from '@kratix-portal/plugin-ske-common';
import { withoutTokens } from './withoutTokens';

// 299 - "text", with quotes and backslashes in the text escaped (RFC 7234, 5.5). The API server sends no other code than 299.
const WARNING = /299 [^ ]{1,64} "((?:[^"\\]|\\.)*)"/g;

const MAX_LENGTH = 64 * 1024;

/** The texts of a response's `Warning` headers. */
export function readWarnings(header: string | string[] | undefined): string[] {
  if (header === undefined) {
    return [];
  }
  const text = [header].flat().join(', ').slice(0, MAX_LENGTH);
  return [...text.matchAll(WARNING)].map(([, quoted]) =>
    cleanText(withoutTokens(quoted.replace(/\\(.)/g, '$1'))),
  );
}
