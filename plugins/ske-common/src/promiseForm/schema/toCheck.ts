import type { JsonObject, JsonValue } from '@backstage/types';
import {
  asCount,
  asList,
  asObject,
  asText,
  isTrue,
  withoutDoubles,
} from '../values/json';
import { accepts } from './accepts';
import { readBounds } from './bounds';
import { fitsCatalog, readCaseTwins } from './catalogKeys';
import { defaultsOf, hasDefault } from './defaults';
import { readFormat } from './formats';
import { isCheckableName } from './names';
import { readCountRules } from './propertyCounts';

/** The result of {@link toCheck}. */
export interface FieldCheck {
  /** JSON Schema that only checks: no titles, no defaults, nothing for the form. */
  schema: JsonObject;
  /** False if the cluster rejects more values than the schema. */
  complete: boolean;
}

const MAX_DEPTH = 32;

/**
 * Makes a JSON Schema that accepts every value that the API server accepts after the API server has set the defaults.
 *
 * A check that is not complete accepts too much. It must not be used below `not`, because there it would reject too much.
 *
 * @param of - the structural schema of the value, which has its properties and defaults. It differs from `schema` if `schema` is a branch of a rule such as
 * `anyOf`
 * @param ruled - whether an outer object has rules, which may depend on the value
 */
export function toCheck(
  schema: JsonObject,
  of: JsonObject = schema,
  depth = 0,
  ruled = false,
): FieldCheck {
  if (depth > MAX_DEPTH) {
    return { schema: {}, complete: false };
  }
  const parts = createParts(schema, of, depth, ruled);
  const bounds = readBounds(schema);
  parts.add(bounds.keywords, bounds.complete);
  parts.add(readType(schema));
  if (Array.isArray(schema.enum)) {
    const usable = fitsCatalog(schema.enum);
    parts.add(usable ? readEnum(schema) : {}, usable);
  }
  if (hasUniqueItems(schema)) {
    parts.add({ uniqueItems: true });
  }
  parts.addCounts();
  parts.addProperties();
  const items = asObject(schema.items);
  if (items) {
    parts.addNested('items', items, schema === of ? items : of.items);
  }
  const values = asObject(schema.additionalProperties);
  if (values) {
    parts.addNested(
      'additionalProperties',
      values,
      schema === of ? values : of.additionalProperties,
    );
    // The API server drops a key with null, so null is accepted only if no key is required.
    if (parts.ignoresNull(values) && asList(schema.required).length === 0) {
      parts.add({
        additionalProperties: orNull(
          asObject(parts.schema.additionalProperties)!,
        ),
      });
    }
  }
  parts.addRules(readSchemaRules(schema), isTrue(schema.nullable));
  const format = asText(schema.format);
  const { format: checked } = readFormat(format).keywords;
  if (checked !== undefined) {
    parts.add({ format: checked });
  }
  const complete = parts.complete && (!format || format.startsWith('int'));
  return { schema: parts.schema, complete };
}

/** The check of a Kubernetes object whose complete schema is too large for the form. */
export function readRequiredOfResource(schema: JsonObject): JsonObject {
  const required = resourceFields(schema);
  return required.length > 0 ? { required } : {};
}

/** The fields that the API server requires of each embedded Kubernetes object, unless the API has a default for the field. */
function resourceFields(schema: JsonObject): string[] {
  const defaults = defaultsOf(schema);
  return isEmbeddedResource(schema)
    ? ['apiVersion', 'kind'].filter(name => !defaults.has(name))
    : [];
}

function isEmbeddedResource(schema: JsonObject): boolean {
  return isTrue(schema['x-kubernetes-embedded-resource']);
}

/** The rules of an object that may depend on the values of its parts. */
const RULES_OF_PARTS = [
  'allOf',
  'anyOf',
  'not',
  'oneOf',
  'x-kubernetes-validations',
];

/** The rules of an object that may depend on which of its properties are present. */
const PRESENCE_RULES = [...RULES_OF_PARTS, 'maxProperties', 'minProperties'];

/** A check that also accepts null. A check with rules stays as it is, because the rules would reject null. */
function orNull(check: JsonObject): JsonObject {
  const { type, enum: choices } = check;
  const hasRules = ['allOf', 'anyOf', 'not', 'oneOf'].some(
    key => check[key] !== undefined,
  );
  return hasRules
    ? check
    : {
        ...check,
        ...(type !== undefined && { type: [...[type].flat(), 'null'] }),
        ...(Array.isArray(choices) && { enum: [...choices, null] }),
      };
}

class CheckParts {
  readonly schema: JsonObject = {};
  complete = true;
  readonly #of: JsonObject;
  readonly #source: JsonObject;
  readonly #depth: number;
  readonly #ruled: boolean;

  constructor(
    source: JsonObject,
    of: JsonObject,
    depth: number,
    ruled: boolean,
  ) {
    this.#source = source;
    this.#of = of;
    this.#depth = depth;
    this.#ruled = ruled;
  }

  add(keywords: JsonObject, complete = true): void {
    Object.assign(this.schema, keywords);
    this.complete &&= complete;
  }

  addNested(key: string, schema: JsonObject, of: JsonValue | undefined): void {
    const check = this.#checkPart(schema, of);
    this.add({ [key]: check.schema }, check.complete);
  }

  /**
   * Whether the API server replaces a null by a default, or drops it. The rules of the API server see an object without a dropped property, but the JSON Schema
   * sees the property with null. So null stays an error in an object with rules, and in its parts.
   */
  ignoresNull(property: JsonObject): boolean {
    const isStructural = this.#source === this.#of;
    return (
      isStructural &&
      !isTrue(property.nullable) &&
      (hasDefault(property) || !(this.#ruled || this.#hasRules(PRESENCE_RULES)))
    );
  }

  /** `minProperties` and `maxProperties` count the properties that the API server adds. */
  addCounts(): void {
    if (defaultsOf(this.#of).size === 0) {
      for (const key of ['minProperties', 'maxProperties'] as const) {
        const count = asCount(this.#source[key]);
        if (count !== undefined) {
          this.add({ [key]: count });
        }
      }
      return;
    }
    for (const rule of readCountRules(this.#source, this.#of)) {
      this.#require(rule.schema);
    }
  }

  addProperties(): void {
    const properties = asObject(this.#source.properties) ?? {};
    const inherited = asObject(this.#of.properties) ?? {};
    const defaults = defaultsOf(this.#of);
    const required = new Set(
      asList(this.#source.required)
        .map(asText)
        .filter(name => name !== '' && !defaults.has(name)),
    );
    if (isEmbeddedResource(this.#source)) {
      resourceFields(this.#source).forEach(name => required.add(name));
      // The API server also checks the grammar of these fields and of the metadata.
      this.complete = false;
    }
    const twins = readCaseTwins(Object.keys(properties));
    const checks: JsonObject = {};
    for (const [name, value] of Object.entries(properties)) {
      if (!isCheckableName(name) || twins.includes(name)) {
        this.complete = false;
        continue;
      }
      const check = this.#checkPart(
        asObject(value) ?? {},
        this.#source === this.#of ? value : inherited[name],
      );
      this.complete &&= check.complete;
      checks[name] =
        this.ignoresNull(asObject(value) ?? {}) && !required.has(name)
          ? orNull(check.schema)
          : check.schema;
      // If the property is absent, the branch applies to the default of the property. If the branch does not accept this default, the property is required. The
      // schema of the property itself always accepts the default, because the API server rejects a CRD with an invalid default.
      if (
        this.#source !== this.#of &&
        !accepts(check.schema, defaults.get(name))
      ) {
        required.add(name);
      }
    }
    if (required.size > 0) {
      this.add({ required: [...required] });
    }
    if (Object.keys(checks).length > 0) {
      this.add({ properties: checks });
    }
  }

  /**
   * `oneOf` counts the branches that accept the value, so all branches must be complete. Otherwise the cluster checks the rule.
   *
   * If null is allowed, the API server applies no rule to a null.
   */
  addRules({ anyOf, oneOf, allOf, not }: Rules, isNullable: boolean): void {
    const rules: JsonObject = {};
    for (const [key, branches] of Object.entries({ anyOf, allOf, oneOf })) {
      const checks = branches.map(branch => this.#checkBranch(branch));
      const complete = checks.every(check => check.complete);
      if (checks.length > 0 && (complete || key !== 'oneOf')) {
        rules[key] = checks.map(({ schema }) => schema);
      }
      this.complete &&= complete;
    }
    if (not) {
      const check = this.#checkBranch(not);
      if (check.complete) {
        rules.not = check.schema;
      }
      this.complete &&= check.complete;
    }
    if (!isNullable) {
      const { allOf: all, ...others } = rules;
      this.add(others);
      asList(all).forEach(branch => this.#require(asObject(branch)));
    } else if (Object.keys(rules).length > 0) {
      this.#require({ anyOf: [{ type: 'null' }, rules] });
    }
  }

  /** A branch of a structural schema defines no properties, so the properties of the schema apply in the branch. */
  #checkBranch(branch: JsonObject): FieldCheck {
    return toCheck(branch, this.#of, this.#depth + 1);
  }

  #checkPart(schema: JsonObject, of: JsonValue | undefined): FieldCheck {
    const ruled = this.#ruled || this.#hasRules(RULES_OF_PARTS);
    return toCheck(schema, asObject(of) ?? {}, this.#depth + 1, ruled);
  }

  #hasRules(keywords: readonly string[]): boolean {
    return keywords.some(key => this.#source[key] !== undefined);
  }

  #require(schema: JsonObject | undefined): void {
    if (schema === undefined) {
      this.complete = false;
    } else {
      this.schema.allOf = [...asList(this.schema.allOf), schema];
    }
  }
}

function createParts(
  schema: JsonObject,
  of: JsonObject,
  depth: number,
  ruled: boolean,
): CheckParts {
  return new CheckParts(schema, of, depth, ruled);
}

/** The keywords that combine schemas. */
export interface Rules {
  anyOf: JsonObject[];
  oneOf: JsonObject[];
  allOf: JsonObject[];
  not?: JsonObject;
}

/** Reads the keywords that combine schemas. An `anyOf` that only says "number or text" is left out. */
export function readSchemaRules(schema: JsonObject): Rules {
  const branches = (key: string) =>
    asList(schema[key])
      .map(asObject)
      .filter(branch => branch !== undefined);
  const isIntOrString = isTrue(schema['x-kubernetes-int-or-string']);
  return {
    anyOf: branches('anyOf').filter(
      branch => !isIntOrString || Object.keys(branch).join() !== 'type',
    ),
    oneOf: branches('oneOf'),
    allOf: branches('allOf').filter(
      branch => !isIntOrString || !isTypeOnly(branch),
    ),
    not: asObject(schema.not),
  };
}

/** `allOf: [{anyOf: [{type: integer}, {type: string}]}]` is another spelling of "number or text". */
function isTypeOnly(branch: JsonObject): boolean {
  return (
    Object.keys(branch).join() === 'anyOf' &&
    asList(branch.anyOf).every(
      inner => Object.keys(asObject(inner) ?? {}).join() === 'type',
    )
  );
}

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** The type of a schema. Undefined if the schema has no type, or a type that the API server does not know. */
export function readTypeName({ type }: JsonObject): string | undefined {
  return TYPES.find(known => known === type);
}

function readType(schema: JsonObject): JsonObject {
  const types = isTrue(schema['x-kubernetes-int-or-string'])
    ? ['integer', 'string']
    : [readTypeName(schema)].filter(type => type !== undefined);
  if (types.length === 0) {
    return {};
  }
  if (isTrue(schema.nullable)) {
    types.push('null');
  }
  return { type: types.length === 1 ? types[0] : types };
}

/** The API server rejects null for an `enum`, even if null is one of the values. It ignores an `enum` without values. */
export function readEnum(schema: JsonObject): JsonObject {
  const all = withoutDoubles(asList(schema.enum));
  if (all.length === 0) {
    return {};
  }
  const values = all.filter(value => value !== null);
  return { enum: values.length > 0 ? values : all };
}

/** A set is a list without two equal entries. */
export function hasUniqueItems(schema: JsonObject): boolean {
  return (
    isTrue(schema.uniqueItems) || schema['x-kubernetes-list-type'] === 'set'
  );
}
