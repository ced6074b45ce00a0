import { cleanText } from '@kratix-portal/plugin-ske-common';
import { withoutTokens } from './withoutTokens';

// 299 - "text", with quotes and backslashes in the text escaped (RFC 7234, 5.5; the API server sends code 299 only)
const WARNING = /299 [^ ]{1,64} "((?:[^"\\]|\\.)*)"/g;

/** The texts of an answer's `Warning` headers. */
export function readWarnings(header: string | string[] | undefined): string[] {
  if (header === undefined) {
    return [];
  }
  const text = [header]
    .flat()
    .join(', ')
    .slice(0, 64 * 1024);
  return [...text.matchAll(WARNING)].map(([, quoted]) =>
    cleanText(withoutTokens(quoted.replace(/\\(.)/g, '$1'))),
  );
}
