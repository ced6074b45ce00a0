/** `sizeGiB` -> `SizeGiB`, like SKE's titles of pages and kinds. */
export function upperFirst(name: string): string {
  const [first = '', ...rest] = name;
  return first.toUpperCase() + rest.join('');
}

/**
 * Writes a name in words: `expireAfterDays` as `Expire after days`, `dbURL` as `Db URL`, `retry_count` as `Retry count`. Words in
 * capitals and words that mix cases (`GiB`) keep them.
 *
 * @public
 */
export function humanise(name: string): string {
  const words = name
    // GiB and similar units stay whole.
    .replace(/([a-z0-9])(?<![KMGTPE]i)([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z]{2,})/g, '$1 $2')
    .split(/[\s._\-/]+/)
    .filter(word => word !== '');
  return upperFirst(words.map(lowerUnlessCapitals).join(' ')) || name;
}

function lowerUnlessCapitals(word: string): string {
  return /^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word;
}
