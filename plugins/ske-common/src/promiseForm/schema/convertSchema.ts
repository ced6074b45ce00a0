import type { JsonObject, JsonValue } from '@backstage/types';
import { asList, asObject, asText, isTrue } from '../json';
import { MAX_TEXT_LENGTH } from '../size';
import { humanise } from '../titles';
import { applyHint } from './applyHint';
import { code } from './bounds';
import { fitsCatalog } from './catalogKeys';
import { readChoices } from './choices';
import { readEnum } from './toCheck';
import { withoutAny, type Field } from './Field';
import { createListField, createMapField } from './lists';
import { createObjectField } from './objects';
import { hintFor, type Place } from './Place';
import { allProperties } from './properties';
import { addReview } from './review';
import { createRules } from './rules';
import {
  createBooleanField,
  createIntOrStringField,
  createNumberField,
  createStringField,
} from './scalars';
import { createYamlField, whyYaml } from './yamlField';

/**
 * The field for a schema: its kind, then what every field has in common.
 */
export function convertSchema(schema: JsonObject, place: Place): JsonObject {
  const hint = hintFor(place, schema);
  const created = createField(schema, place, hint.widget === 'yaml');
  const isYaml = created.form['ui:field'] === 'KratixYaml';
  const options = asObject(created.form['ui:options']);
  const rules = createRules(
    schema,
    options?.choices ? readChoices(schema) : [],
  );
  const defaults = readDefault(schema);
  const form = withoutAny(
    {
      ...readTitle(schema, place),
      ...readDescription(schema, [
        ...created.notes,
        ...rules.notes,
        ...defaults.notes,
        ...(hint.help ? [hint.help] : []),
      ]),
      ...created.form,
      ...readNullable(schema, created),
      ...(!isYaml && readEnum(schema)),
      ...defaults.keywords,
    },
    [...created.forbidden, ...rules.forbidden],
  );
  return addReview(applyHint(form, hint, place), place);
}

function createField(schema: JsonObject, place: Place, asYaml: boolean): Field {
  const reason = asYaml ? 'the Promise asks for it' : whyYaml(schema, place);
  if (reason) {
    return createYamlField(schema, place, reason);
  }
  if (isTrue(schema['x-kubernetes-int-or-string'])) {
    return createIntOrStringField(schema);
  }
  switch (asText(schema.type)) {
    case 'string':
      return createStringField(schema, place);
    case 'integer':
    case 'number':
      return createNumberField(schema);
    case 'boolean':
      return createBooleanField(schema, place);
    case 'array':
      return (
        createListField(schema, place) ??
        createYamlField(schema, place, 'its entries are not simple')
      );
    case 'object':
    case '':
      return createObjectOrMap(schema, place);
    default:
      return createYamlField(schema, place, 'its type is not known');
  }
}

function createObjectOrMap(schema: JsonObject, place: Place): Field {
  if (Object.keys(allProperties(schema)).length > 0) {
    return createObjectField(schema, place);
  }
  if (asObject(schema.additionalProperties)) {
    return (
      createMapField(schema, place) ??
      createYamlField(schema, place, 'its values are not simple')
    );
  }
  return createObjectField(schema, place);
}

function readTitle(schema: JsonObject, { path }: Place): JsonObject {
  const name = path.at(-1) ?? '';
  const own = asText(schema.title).trim();
  if (own) {
    return { title: own };
  }
  return name === '[]' || name === '{}' ? {} : { title: humanise(name) };
}

/** Markdown: the author's words, then ours. */
export function readDescription(
  schema: JsonObject,
  notes: string[],
): JsonObject {
  const own = asText(schema.description).trim();
  const text =
    own.length > MAX_TEXT_LENGTH
      ? `${own.slice(0, MAX_TEXT_LENGTH).trimEnd()}…`
      : own;
  const description = [text, ...notes].filter(part => part !== '').join('\n\n');
  return description ? { description } : {};
}

function readNullable(schema: JsonObject, { form }: Field): JsonObject {
  const { type } = form;
  if (!isTrue(schema.nullable) || type === undefined) {
    return {};
  }
  return { type: [...asList(Array.isArray(type) ? type : [type]), 'null'] };
}

/** A default that a form would lose, or the catalog would act upon, is left to the cluster: it sets the same. */
function readDefault(schema: JsonObject) {
  const value = schema.default;
  if (value === undefined) {
    return { keywords: {}, notes: [] };
  }
  if (fitsCatalog(value) && isLossless(value)) {
    return { keywords: { default: value }, notes: [] };
  }
  return {
    keywords: {},
    notes: [`Set by the cluster if left out: ${code(JSON.stringify(value))}.`],
  };
}

function isLossless(value: JsonValue): boolean {
  if (typeof value === 'number') {
    return !Number.isInteger(value) || Number.isSafeInteger(value);
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return Object.values(value).every(inner =>
    inner === undefined ? true : isLossless(inner),
  );
}
