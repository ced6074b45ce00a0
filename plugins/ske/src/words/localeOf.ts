/** The locale in which times and numbers are written: the browser's if it is of the language of the texts, otherwise that language. */
export function localeOf(language: string): string {
  return (
    navigator.languages.find(
      each => each === language || each.startsWith(`${language}-`),
    ) ?? language
  );
}
