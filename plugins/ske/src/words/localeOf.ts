/**
 * The locale in which times and numbers are written. This is the browser's locale for the language of the texts, such as `en-GB` for `en`, or else the
 * language itself.
 */
export function localeOf(language: string): string {
  return (
    navigator.languages.find(
      each => each === language || each.startsWith(`${language}-`),
    ) ?? language
  );
}
