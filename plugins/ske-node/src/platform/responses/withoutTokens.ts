// Longer texts are cut. The limit is longer than any text that is shown, and short enough for a regular expression.
const MAX_LENGTH = 4_096;
// A JWT starts with the base64 of `{"`. The text after an HTTP authentication scheme (`Bearer`, `Basic`) is a credential, unless it is an ordinary word,
// as in "basic databases".
const TOKENS =
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}|(?<=\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ :]+)(?![A-Za-z]?[a-z]*[.,;:]?(?:[\s"')]|$))[^\s"]{8,}/g;

// Longer than common words and names, and shorter than the base64 of any credential.
const BASE64 = /[\w+/-]{24,}={0,2}/g;
// Base64 inside base64, as in a dumped Secret.
const MAX_DEPTH = 2;

/**
 * Removes tokens from a text that a cluster sent (S7): a gateway in front of an API server, or a webhook, may print the request that it refuses, even
 * in base64.
 */
export function withoutTokens(text: string): string {
  return withoutEncoded(
    text.slice(0, MAX_LENGTH).replace(TOKENS, '[token]'),
    MAX_DEPTH,
  );
}

function withoutEncoded(text: string, depth: number): string {
  return text.replace(BASE64, encoded => {
    const decoded = Buffer.from(encoded, 'base64').toString('latin1');
    const hasToken =
      decoded.replace(TOKENS, '') !== decoded ||
      (depth > 1 && withoutEncoded(decoded, depth - 1) !== decoded);
    return hasToken ? '[token]' : encoded;
  });
}
