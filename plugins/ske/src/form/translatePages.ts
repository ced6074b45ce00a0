import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../values';
import { generated } from '../words/en/generated';
import type { Words } from '../words';
import type { PageSchema } from './FormValues';

type Key = keyof typeof generated;

/** The part of a page that a text belongs to. Only there is the text a pattern: elsewhere, an author can have written a sentence such as `A is B`. */
type Place = 'page' | 'why' | 'condition' | 'sentence';

function placeOf(key: string): Place {
  const [, part] = key.split('.');
  return part === 'page' || part === 'why' || part === 'condition'
    ? part
    : 'sentence';
}

/** The texts as patterns, whose groups are the values. */
const PATTERNS = Object.entries(generated).map(([key, text]) => {
  const source = text
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\{(\w+)\}\}/g, '(?<$1>.+)');
  return {
    key: key as Key,
    place: placeOf(key),
    pattern: new RegExp(`^${source}$`, 's'),
  };
});

/**
 * Translates what the generator of a form has written. The catalog's Templates have the same pages, so the generator writes them in English, without a
 * translator. What the author of the Promise has written stays as it is.
 */
export function translatePages(
  t: Words,
  pages: readonly PageSchema[],
): readonly PageSchema[] {
  if (t('parts.language') === 'en') {
    return pages;
  }
  return pages.map(page => {
    const translated = translateField(t, page);
    const properties = asObject(translated.properties);
    const spec = asObject(properties?.spec);
    return {
      ...translated,
      ...titleOf(t, page),
      ...(spec && {
        properties: { ...properties, spec: { ...spec, ...titleOf(t, spec) } },
      }),
    };
  });
}

function titleOf(t: Words, { title }: PageSchema): { title?: string } {
  return typeof title === 'string'
    ? { title: translate(t, title, 'page') }
    : {};
}

/** Titles of fields are names, which the author of the API has chosen. */
function translateField(t: Words, schema: JsonObject): JsonObject {
  const { description, errorMessage, properties } = schema;
  const inner = (part: JsonValue | undefined) => {
    const nested = asObject(part);
    return nested && translateField(t, nested);
  };
  const [items, values] = [
    inner(schema.items),
    inner(schema.additionalProperties),
  ];
  return {
    ...schema,
    ...(typeof description === 'string' && {
      description: description
        .split('\n\n')
        .map(paragraph => translate(t, paragraph))
        .join('\n\n'),
    }),
    ...(asObject(errorMessage) && {
      errorMessage: mapValues(asObject(errorMessage)!, message =>
        typeof message === 'string' ? translateMessages(t, message) : message,
      ),
    }),
    ...(asObject(properties) && {
      properties: mapValues(
        asObject(properties)!,
        property => inner(property) ?? property,
      ),
    }),
    ...(items && { items }),
    ...(values && { additionalProperties: values }),
  };
}

/** If a property has several rules, its message is the texts of all rules, one after the other. Some texts have two sentences. */
function translateMessages(t: Words, message: string): string {
  const sentences = message.split(/(?<=\.) (?=[A-Z])/);
  const result: string[] = [];
  let start = 0;
  while (start < sentences.length) {
    let [text, end] = [sentences[start], start + 1];
    for (let to = start + 1; to <= sentences.length; to += 1) {
      const joined = sentences.slice(start, to).join(' ');
      const translated = translate(t, joined);
      if (translated !== joined) {
        [text, end] = [translated, to];
        break;
      }
    }
    result.push(text);
    start = end;
  }
  return result.join(' ');
}

function translate(t: Words, text: string, where: Place = 'sentence'): string {
  for (const { key, place, pattern } of PATTERNS) {
    const match = place === where ? pattern.exec(text) : null;
    if (match) {
      return say(t, key, match.groups ?? {});
    }
  }
  return text;
}

function say(t: Words, key: Key, groups: { [name: string]: string }): string {
  const values = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      switch (name) {
        case 'reason':
          return [name, translate(t, value, 'why')];
        case 'rule':
          return [name, translate(t, value)];
        case 'conditions':
          return [
            name,
            value
              .split('; ')
              .map(each => translateCondition(t, each))
              .join('; '),
          ];
        case 'choices':
          return [name, withoutLast(value, ' or ')];
        case 'names':
          return [
            name,
            key === 'generated.keys.unique'
              ? value.replaceAll(' and ', ', ')
              : listNames(t, value),
          ];
        case 'values':
          return [name, value.replaceAll('` or `', '`, `')];
        default:
          return [name, value];
      }
    }),
  );
  return (t as (name: string, values: object) => string)(key, values);
}

/** `A, B and 3 other fields` */
function listNames(t: Words, names: string): string {
  return withoutLast(names, ' and ').replace(
    /(\d+) other fields$/,
    (_, number) => t('generated.moreNames', { number }),
  );
}

/** Replaces the last word between names by a comma. The names themselves may contain the same word. */
function withoutLast(names: string, word: string): string {
  const at = names.lastIndexOf(word);
  return at < 0
    ? names
    : `${names.slice(0, at)}, ${names.slice(at + word.length)}`;
}

/** Such as `A is filled in and B is 2`. */
function translateCondition(t: Words, condition: string): string {
  const parts = condition.split(' and ');
  const translated = parts.map(part => translate(t, part, 'condition'));
  return translated.some((part, index) => part === parts[index])
    ? condition
    : translated.join(', ');
}

function mapValues(
  object: JsonObject,
  change: (value: JsonValue | undefined) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value)]),
  ) as JsonObject;
}
