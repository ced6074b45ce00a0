// Beyond what is ever shown of a text, and short enough for any pattern.
const MAX_LENGTH = 4_096;
// A JWT begins with the mapping of its header. What follows a scheme is a credential, unless it is a word, as in "basic databases".
const TOKENS =
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}|(?<=\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC)[ :]+)(?![A-Za-z]?[a-z]*[.,;:]?(?:[\s"')]|$))[\w.~+/=-]{8,}/g;

/**
 * What a cluster says, without tokens (S7): what stands in front of an API server, or extends it, may dump the request that it refuses.
 */
export function withoutTokens(text: string): string {
  return text.slice(0, MAX_LENGTH).replace(TOKENS, '[token]');
}
