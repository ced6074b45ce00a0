import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, isTrue } from '../json';
import { readBounds } from './bounds';
import { fitsCatalog, readCaseTwins } from './catalogKeys';
import { readFormat } from './formats';
import { isPlainName } from './names';

/** What {@link toCheck} makes of a schema. */
export interface Check {
  /** JSON Schema that only checks: no titles, no defaults, nothing for the form. */
  schema: JsonObject;
  /** False where the cluster refuses more. */
  complete: boolean;
}

const MAX_DEPTH = 32;

/**
 * A schema as a mere check of values, without the form around it.
 *
 * A check that is not complete may be used where it must hold, as it accepts too much; below `not` it would refuse too much.
 */
export function toCheck(schema: JsonObject, depth = 0): Check {
  if (depth > MAX_DEPTH) {
    return { schema: {}, complete: false };
  }
  const parts = createParts(depth);
  const bounds = readBounds(schema);
  parts.add(bounds.keywords, bounds.complete);
  parts.add(readType(schema));
  if (Array.isArray(schema.enum)) {
    const usable = fitsCatalog(schema.enum);
    parts.add(usable ? readEnum(schema) : {}, usable);
  }
  const required = asList(schema.required).filter(name => asText(name) !== '');
  if (required.length > 0) {
    parts.add({ required });
  }
  if (hasUniqueItems(schema)) {
    parts.add({ uniqueItems: true });
  }

  const properties = asObject(schema.properties);
  if (properties) {
    parts.addEach('properties', properties);
  }
  const items = asObject(schema.items);
  if (items) {
    parts.addNested('items', items);
  }
  const values = asObject(schema.additionalProperties);
  if (values) {
    parts.addNested('additionalProperties', values);
  }
  parts.addRules(readRules(schema), isTrue(schema.nullable));
  const format = asText(schema.format);
  const { format: checked } = readFormat(format).keywords;
  if (checked !== undefined) {
    parts.add({ format: checked });
  }
  const complete = parts.complete && (!format || format.startsWith('int'));
  return { schema: parts.schema, complete };
}

class Parts {
  readonly schema: JsonObject = {};
  complete = true;
  readonly #depth: number;

  constructor(depth: number) {
    this.#depth = depth;
  }

  add(keywords: JsonObject, complete = true): void {
    Object.assign(this.schema, keywords);
    this.complete &&= complete;
  }

  addNested(key: string, schema: JsonObject): void {
    const check = toCheck(schema, this.#depth + 1);
    this.add({ [key]: check.schema }, check.complete);
  }

  addEach(key: string, schemas: JsonObject): void {
    const twins = readCaseTwins(Object.keys(schemas));
    const plain = Object.entries(schemas).filter(
      ([name]) => isPlainName(name) && !twins.includes(name),
    );
    const checks = plain.map(
      ([name, schema]) =>
        [name, toCheck(asObject(schema) ?? {}, this.#depth + 1)] as const,
    );
    this.add(
      {
        [key]: Object.fromEntries(
          checks.map(([name, check]) => [name, check.schema]),
        ),
      },
      plain.length === Object.keys(schemas).length &&
        checks.every(([, { complete }]) => complete),
    );
  }

  /**
   * `oneOf` counts, so all of its branches must be exact; one that is not spoils it, and it is left to the cluster.
   *
   * Where null is allowed, the API server holds no rule against it.
   */
  addRules({ anyOf, oneOf, allOf, not }: Rules, isNullable: boolean): void {
    const rules: JsonObject = {};
    for (const [key, branches] of Object.entries({ anyOf, allOf, oneOf })) {
      const checks = branches.map(branch => toCheck(branch, this.#depth + 1));
      const complete = checks.every(check => check.complete);
      if (checks.length > 0 && (complete || key !== 'oneOf')) {
        rules[key] = checks.map(({ schema }) => schema);
      }
      this.complete &&= complete;
    }
    if (not) {
      const check = toCheck(not, this.#depth + 1);
      if (check.complete) {
        rules.not = check.schema;
      }
      this.complete &&= check.complete;
    }
    if (!isNullable) {
      this.add(rules);
    } else if (Object.keys(rules).length > 0) {
      this.add({ allOf: [{ anyOf: [{ type: 'null' }, rules] }] });
    }
  }
}

function createParts(depth: number): Parts {
  return new Parts(depth);
}

/** The keywords that combine schemas. */
export interface Rules {
  anyOf: JsonObject[];
  oneOf: JsonObject[];
  allOf: JsonObject[];
  not?: JsonObject;
}

/** A number or text has an `anyOf` that says no more than that. */
export function readRules(schema: JsonObject): Rules {
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
    allOf: branches('allOf'),
    not: asObject(schema.not),
  };
}

function readType(schema: JsonObject): JsonObject {
  const types = isTrue(schema['x-kubernetes-int-or-string'])
    ? ['integer', 'string']
    : [asText(schema.type)].filter(type => type !== '');
  if (types.length === 0) {
    return {};
  }
  if (isTrue(schema.nullable)) {
    types.push('null');
  }
  return { type: types.length === 1 ? types[0] : types };
}

/** The API server refuses null for an `enum`, even where it is one of the values. */
export function readEnum(schema: JsonObject): JsonObject {
  if (!Array.isArray(schema.enum)) {
    return {};
  }
  const values = schema.enum.filter(value => value !== null);
  return { enum: values.length > 0 ? values : schema.enum };
}

/** A set is a list without two equal entries. */
export function hasUniqueItems(schema: JsonObject): boolean {
  return (
    isTrue(schema.uniqueItems) || schema['x-kubernetes-list-type'] === 'set'
  );
}
