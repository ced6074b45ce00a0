/**
 * Appends `suffix` to `name`. If the result is too long, a digest replaces the end of the name, so that two long names stay different.
 */
export function shortenName(
  name: string,
  suffix: string,
  maxLength: number,
): string {
  if (name.length + suffix.length <= maxLength) {
    return name + suffix;
  }
  const digest = digestOf(name);
  const kept = maxLength - suffix.length - digest.length - 1;
  return `${name.slice(0, kept).replace(/[^a-zA-Z0-9]+$/, '')}-${digest}${suffix}`;
}

/** FNV-1a with 32 bits: short and stable; it need not resist attacks. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) {
    hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
