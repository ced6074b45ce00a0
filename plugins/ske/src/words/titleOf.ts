import { entity } from './en/entity';
import { shell } from './en/shell';
import { skeTranslationRef } from './skeTranslationRef';

const titles = { ...entity, ...shell };

/** A text that can be the title of an extension. */
export type TitleKey = keyof typeof titles;

/** A translated title. Backstage 1.55 knows no translated titles, so there the title is English. */
export function titleOf(key: TitleKey) {
  return typeof skeTranslationRef === 'function'
    ? skeTranslationRef(key)
    : titles[key];
}
