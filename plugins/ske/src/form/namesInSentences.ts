/**
 * Splits `A, B or C` before its last name. The names themselves can have the same word, so the last part must be a name.
 *
 * @returns the text as the only part if no last name is found, so that no name is changed
 */
export function withoutLast(
  names: string,
  word: string,
  isName: (text: string) => boolean,
): { before: string[]; last: string } {
  for (
    let at = names.lastIndexOf(word);
    at > 0;
    at = names.lastIndexOf(word, at - 1)
  ) {
    const last = names.slice(at + word.length);
    if (isName(last)) {
      return { before: [names.slice(0, at)], last };
    }
  }
  return { before: [], last: names };
}

/** Splits `A and B and C` into its names. A part that is not known stays whole. */
export function readNames(
  names: string,
  word: string,
  isName: (text: string) => boolean,
): string[] {
  for (
    let at = names.lastIndexOf(word);
    at > 0;
    at = names.lastIndexOf(word, at - 1)
  ) {
    if (isName(names.slice(0, at))) {
      return [
        names.slice(0, at),
        ...readNames(names.slice(at + word.length), word, isName),
      ];
    }
  }
  return [names];
}
