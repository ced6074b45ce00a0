import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, isTrue, shorten } from '../values/json';
import { MAX_TEXT_LENGTH } from '../values/size';
import { humanise, readOwnTitle } from '../values/titles';
import { applyHint } from './applyHint';
import { code } from './bounds';
import { readChoiceGroups } from './choices';
import { hasDefault, isLossless, isUsableDefault } from './defaults';
import { readEnum } from './toCheck';
import { withoutAny, type Field } from './Field';
import { createListField, createMapField } from './lists';
import { createObjectField } from './objects';
import { hintFor, type Place } from './Place';
import { allProperties } from './properties';
import { addReview } from './review';
import { createChoiceRules, createRules } from './rules';
import {
  NOT_SET_TITLE,
  areScalars,
  createBooleanField,
  createIntOrStringField,
  createNumberField,
  createStringField,
} from './scalars';
import { createYamlField, whyYaml } from './yamlField';

/**
 * Creates the field for a schema: first the part that depends on its type, then the part that all fields have.
 */
export function convertSchema(given: JsonObject, place: Place): JsonObject {
  const schema = withOneEnum(given);
  const hint = hintFor(place, schema);
  const created = createField(schema, place, hint.widget === 'yaml');
  const isYaml = created.form['ui:field'] === 'KratixYaml';
  const options = asObject(created.form['ui:options']);
  const groups = options?.choices ? readChoiceGroups(schema) : [];
  const rules = createRules(schema, groups);
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
      ...(!isYaml && { ...readEnum(schema), ...rules.keywords }),
      ...(isOptionalChoice(schema, place) && {
        'ui:placeholder': NOT_SET_TITLE,
      }),
      ...defaults.keywords,
    },
    [
      ...created.forbidden,
      ...createChoiceRules(schema, groups),
      ...rules.forbidden,
    ],
  );
  return addReview(
    applyHint(withOptions(form, defaults.options), hint, place),
    place,
  );
}

/** If a Go type has two enums, the CRD has `allOf: [{enum}, {enum}]`. The form offers only the values that are in all of these enums. */
function withOneEnum(schema: JsonObject): JsonObject {
  const { allOf, ...others } = schema;
  const branches = asList(allOf).map(asObject);
  const isEnums =
    branches.length > 0 &&
    branches.every(branch => Object.keys(branch ?? {}).join() === 'enum');
  const [first, ...rest] = [schema, ...branches].flatMap(part =>
    Array.isArray(part?.enum) ? [part.enum] : [],
  );
  if (!isEnums || first === undefined || !areScalars(first)) {
    return schema;
  }
  const common = first.filter(value =>
    rest.every(choices => choices.includes(value)),
  );
  return common.length > 0 ? { ...others, enum: common } : schema;
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
      return createStringField(schema);
    case 'integer':
    case 'number':
      return createNumberField(schema);
    case 'boolean':
      return createBooleanField(schema, place);
    case 'array':
      return (
        createListField(schema, place, convertSchema) ??
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
    return createObjectField(schema, place, convertSchema);
  }
  if (asObject(schema.additionalProperties)) {
    return createMapField(schema, place, convertSchema);
  }
  return createObjectField(schema, place, convertSchema);
}

function readTitle(schema: JsonObject, { path }: Place): JsonObject {
  const name = path.at(-1) ?? '';
  const own = readOwnTitle(schema);
  if (own) {
    return { title: own };
  }
  return name === '[]' || name === '{}' ? {} : { title: humanise(name) };
}

/** Returns the description as Markdown: the author's text, then our notes. */
export function readDescription(
  schema: JsonObject,
  notes: string[],
): JsonObject {
  const text = shorten(asText(schema.description).trim(), MAX_TEXT_LENGTH);
  const description = [text, ...notes].filter(part => part !== '').join('\n\n');
  return description ? { description } : {};
}

/** Adds a checkbox for null, because null cannot be typed into a field. */
function readNullable(schema: JsonObject, { form }: Field): JsonObject {
  const { type } = form;
  if (!isTrue(schema.nullable) || type === undefined) {
    return {};
  }
  const withNull = [...asList(Array.isArray(type) ? type : [type]), 'null'];
  // In YAML the user can write null, and the API server does not accept null for an enum.
  if (form['ui:field'] === 'KratixYaml' || asList(schema.enum).length > 0) {
    return { type: withNull };
  }
  return {
    type: withNull,
    'ui:field': form['ui:field'] ?? 'KratixNullable',
    'ui:options': { ...asObject(form['ui:options']), nullable: true },
  };
}

function isOptionalChoice(schema: JsonObject, { required }: Place): boolean {
  return !required && asList(schema.enum).length > 0;
}

function withOptions(form: JsonObject, options: JsonObject): JsonObject {
  return Object.keys(options).length > 0
    ? { ...form, 'ui:options': { ...asObject(form['ui:options']), ...options } }
    : form;
}

/**
 * Reads the initial value of the field. The form of the scaffolder merges a default into the current value, so the user could never remove an entry of a
 * list or map, or a field of an object. Therefore the initial value of an object, list or map is an option of the field and not a default. A default that the
 * form would lose, or that the catalog would treat as an instruction, is left to the cluster.
 */
function readDefault(schema: JsonObject) {
  const value = schema.default;
  const nothing = { keywords: {}, options: {}, notes: [] };
  if (value === undefined || !hasDefault(schema)) {
    return nothing;
  }
  if (!isUsableDefault(schema)) {
    return {
      ...nothing,
      options: typeof value === 'object' ? { optional: true } : {},
      notes: [
        isLossless(value)
          ? `Set by the cluster if left out: ${code(JSON.stringify(value))}.`
          : // The number was rounded when it was read, so it is not the number that the author wrote.
            'Set by the cluster if left out.',
      ],
    };
  }
  return typeof value === 'object'
    ? { ...nothing, options: { initial: value } }
    : { ...nothing, keywords: { default: value } };
}
