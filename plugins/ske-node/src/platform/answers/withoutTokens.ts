// Longer than any text that is shown, and short enough for a regular expression.
const MAX_LENGTH = 4_096;
// A JWT starts with the base64 of `{"`. The text after the name of a scheme is a credential unless it is a word, as in "basic databases".
const TOKENS =
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}|(?<=\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ :]+)(?![A-Za-z]?[a-z]*[.,;:]?(?:[\s"')]|$))[\w.~+/=-]{8,}/g;

/**
 * Removes tokens from a text that a cluster sent (S7): a gateway in front of an API server, or a webhook, may print the request that it refuses.
 */
export function withoutTokens(text: string): string {
  return text.slice(0, MAX_LENGTH).replace(TOKENS, '[token]');
}
