import { localeOf, useWords } from '../words';

/** The locale in which times and numbers are written. */
export function useLocale(): string {
  return localeOf(useWords()('parts.language'));
}
