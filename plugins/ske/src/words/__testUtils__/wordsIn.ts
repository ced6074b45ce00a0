import german from '../de';
import { editor } from '../en/editor';
import { form } from '../en/form';
import { generated } from '../en/generated';
import { object } from '../en/object';
import { promise } from '../en/promise';
import { yaml } from '../en/yaml';
import type { Words } from '../WordsStore';

const TEXTS: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = {
  en: {
    'parts.language': 'en',
    ...editor,
    ...form,
    ...generated,
    ...object,
    ...promise,
    ...yaml,
  },
  de: german,
};

/** The texts of a language, for functions that get them as an argument. */
export function wordsIn(language: 'en' | 'de'): Words {
  const translate = (key: string, values: Record<string, unknown> = {}) => {
    const number = values.count === 1 ? 'one' : 'other';
    const text = TEXTS[language][key] ?? TEXTS[language][`${key}_${number}`];
    if (text === undefined) {
      throw new Error(`There is no text ${key}.`);
    }
    return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
  };
  return translate as unknown as Words;
}
