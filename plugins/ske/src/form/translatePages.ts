import type { JsonObject, JsonValue } from '@backstage/types';
import type { KratixPromise } from '@kratix-portal/plugin-ske-common';
import { asObject, objectsAt } from '../values';
import { generated } from '../words/en/generated';
import type { Words } from '../words';
import { readAuthoredTexts, type AuthoredTexts } from './authoredTexts';
import type { PageSchema } from './FormValues';
import { readNames, withoutLast } from './namesInSentences';

type Key = keyof typeof generated;

/**
 * The part of a page in which a text occurs. The text is read as a pattern only in this part, because elsewhere an author may have written a sentence
 * such as `A is B`.
 */
type Place = 'page' | 'why' | 'condition' | 'sentence';

function placeOf(key: string): Place {
  const [, part] = key.split('.');
  return part === 'page' || part === 'why' || part === 'condition'
    ? part
    : 'sentence';
}

/** The texts as patterns. The groups of a pattern match the values. */
const PATTERNS = Object.entries(generated).map(([key, text]) => {
  // Values in a condition are in backticks.
  const values = placeOf(key) === 'condition' ? '`.+`' : '.+';
  const source = text
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace('{{values}}', `(?<values>${values})`)
    .replace(/\{\{(\w+)\}\}/g, '(?<$1>.+)');
  return {
    key: key as Key,
    place: placeOf(key),
    pattern: new RegExp(`^${source}$`, 's'),
  };
});

/** What is needed to translate a text. */
interface Translator {
  t: Words;
  authored: AuthoredTexts;
}

/**
 * Translates what the generator of a form has written. The catalog's Templates have the same pages, so the generator writes them in English, without a
 * translator. What the author of the Promise has written stays as it is, even if it reads like a sentence of the generator.
 */
export function translatePages(
  t: Words,
  pages: readonly PageSchema[],
  promise: KratixPromise,
): readonly PageSchema[] {
  if (t('parts.language') === 'en') {
    return pages;
  }
  const to: Translator = { t, authored: readAuthoredTexts(promise) };
  return pages.map(page => {
    const translated = translateField(to, page);
    const properties = asObject(translated.properties);
    const spec = asObject(properties?.spec);
    const title = translateTitle(to, page);
    return {
      ...translated,
      ...title,
      ...(spec && {
        properties: { ...properties, spec: { ...spec, ...title } },
      }),
    };
  });
}

/** A page for one field has the title of that field. */
function translateTitle(
  to: Translator,
  { title, properties }: PageSchema,
): { title?: string } {
  if (typeof title !== 'string') {
    return {};
  }
  const spec = asObject(asObject(properties)?.spec);
  const isOfField = Object.values(asObject(spec?.properties) ?? {}).some(
    field => asObject(field)?.title === title,
  );
  return { title: isOfField ? title : translate(to, title, 'page') };
}

/** Titles of fields are names, which the author of the API has chosen. */
function translateField(to: Translator, schema: JsonObject): JsonObject {
  const { description, errorMessage, properties } = schema;
  const inner = (part: JsonValue | undefined) => {
    const nested = asObject(part);
    return nested && translateField(to, nested);
  };
  const [items, values] = [
    inner(schema.items),
    inner(schema.additionalProperties),
  ];
  const choices = choicesOf(schema);
  return {
    ...schema,
    ...(typeof description === 'string' && {
      description: description
        .split('\n\n')
        .map(paragraph => translate(to, paragraph))
        .join('\n\n'),
    }),
    ...(asObject(errorMessage) && {
      errorMessage: mapValues(asObject(errorMessage)!, message =>
        typeof message === 'string'
          ? translateMessages(withNames(to, choices), message)
          : message,
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

/** The titles of the choices that a field offers. */
function choicesOf(schema: JsonObject): readonly string[] {
  return objectsAt(schema, 'ui:options', 'choices').flatMap(group =>
    objectsAt(group, 'choices').map(({ title }) => String(title)),
  );
}

function withNames(to: Translator, names: readonly string[]): Translator {
  const { authored } = to;
  return {
    ...to,
    authored: {
      ...authored,
      hasName: text => names.includes(text) || authored.hasName(text),
    },
  };
}

/** If a property has several rules, its message is the texts of all rules, one after the other. Some texts have two sentences. */
function translateMessages(to: Translator, message: string): string {
  const join = (first: string, rest: string) =>
    rest === '' ? first : `${first} ${translateMessages(to, rest)}`;
  const own = beginning(message, ' ', to.authored.hasMessage);
  if (own !== undefined) {
    return join(own, message.slice(own.length + 1));
  }
  const sentences = message.split(/(?<=\.) (?=[A-Z])/);
  for (let count = 1; count <= sentences.length; count += 1) {
    const joined = sentences.slice(0, count).join(' ');
    const translated = translate(to, joined);
    if (translated !== joined) {
      return join(translated, sentences.slice(count).join(' '));
    }
  }
  const [first, ...rest] = sentences;
  return join(first, rest.join(' '));
}

/** The longest beginning of a text that is accepted and ends before a separator or at the end of the text. */
function beginning(
  text: string,
  separator: string,
  isAccepted: (part: string) => boolean,
): string | undefined {
  for (
    let end = text.length;
    end > 0;
    end = text.lastIndexOf(separator, end - 1)
  ) {
    if (isAccepted(text.slice(0, end))) {
      return text.slice(0, end);
    }
  }
  return undefined;
}

const CHECKED = 'Checked by the cluster: ';

function translate(
  to: Translator,
  text: string,
  where: Place = 'sentence',
): string {
  const { t, authored } = to;
  if (authored.has(text)) {
    return text;
  }
  // A message of an author can read like one of our rules.
  if (text.startsWith(CHECKED) && authored.has(text.slice(CHECKED.length))) {
    return t('generated.checked', { rule: text.slice(CHECKED.length) });
  }
  for (const { key, place, pattern } of PATTERNS) {
    const match = place === where ? pattern.exec(text) : null;
    const name = where === 'condition' ? match?.groups?.name : undefined;
    if (match && (name === undefined || authored.hasName(name))) {
      return say(to, key, match.groups ?? {});
    }
  }
  return text;
}

function say(
  to: Translator,
  key: Key,
  groups: { [name: string]: string },
): string {
  const { t } = to;
  const { hasName } = to.authored;
  const values = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      switch (name) {
        case 'reason':
          return [name, translate(to, value, 'why')];
        case 'rule':
          return [name, translate(to, value)];
        case 'conditions':
          return [name, translateConditions(to, value)];
        case 'choices':
          return [name, listNames(to, value, ' or ')];
        case 'names':
          return [
            name,
            key === 'generated.keys.unique'
              ? readNames(value, ' and ', hasName).join(', ')
              : listNames(to, value, ' and '),
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

const MORE_NAMES = /^(\d+) other fields$/;

/** `A, B and 3 other fields` */
function listNames(
  { t, authored: { hasName } }: Translator,
  names: string,
  word: string,
): string {
  const isName = (text: string) => hasName(text) || MORE_NAMES.test(text);
  const { before, last } = withoutLast(names, word, isName);
  const [, number] = (!hasName(last) && MORE_NAMES.exec(last)) || [];
  return [
    ...before,
    number === undefined ? last : t('generated.moreNames', { number }),
  ].join(', ');
}

/** Such as `A is filled in; the port is open`. The generator has written the first condition, and an author the second. */
function translateConditions(to: Translator, conditions: string): string {
  const own = beginning(conditions, '; ', to.authored.has);
  const [first] = conditions.split('; ');
  const part = own ?? first;
  const translated = own ?? translateCondition(to, first);
  return part.length === conditions.length
    ? translated
    : `${translated}; ${translateConditions(to, conditions.slice(part.length + 2))}`;
}

/** Such as `A is filled in and B is 2`. A name or a value can have the same word, so parts are joined until they are a condition. */
function translateCondition(to: Translator, condition: string): string {
  const translated: string[] = [];
  let joined: string | undefined;
  for (const part of condition.split(' and ')) {
    joined = joined === undefined ? part : `${joined} and ${part}`;
    const text = translate(to, joined, 'condition');
    if (text !== joined) {
      translated.push(text);
      joined = undefined;
    }
  }
  return joined === undefined ? translated.join(', ') : condition;
}

function mapValues(
  object: JsonObject,
  change: (value: JsonValue | undefined) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value)]),
  ) as JsonObject;
}
