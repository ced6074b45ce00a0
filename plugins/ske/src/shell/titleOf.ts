import { shell } from '../words/en/shell';
import { skeTranslationRef } from '../words';

/** A translated title. Backstage 1.55 knows no translated titles, so there the title is English. */
export function titleOf(key: keyof typeof shell) {
  return typeof skeTranslationRef === 'function'
    ? skeTranslationRef(key)
    : shell[key];
}
