import type { JsonObject, JsonValue } from '@backstage/types';
import { asCount, asList, asObject, asText, isTrue } from '../values/json';
import type { ChoiceSource } from './ChoiceSource';
import { defaultsOf } from './defaults';
import { isPlainName } from './names';
import { readPresenceRule } from './presenceRule';
import { requiredNames } from './properties';
import { readSchemaRules } from './toCheck';

/** A rule of an object that only looks at which of its properties are present. */
export interface PresenceTerm {
  source: ChoiceSource;
  /** The properties at which the rule looks and that are not always present. */
  fields: string[];
  isTrueFor(present: ReadonlySet<string>): boolean;
  /** Whether the rule is false for each object that has both properties. It may return false for two properties that exclude each other. */
  excludes(a: string, b: string): boolean;
}

/** True, false, or undefined if it depends on properties that are not known. */
type Result = boolean | undefined;

interface Test {
  fields: string[];
  /** With `isOpen`, the object may have other properties than those that are given as present. */
  evaluate(present: ReadonlySet<string>, isOpen: boolean): Result;
}

/** Keywords that do not restrict an object. */
const TOLD = ['title', 'description', 'type'];

/**
 * Reads the rules of an object that only look at which of its properties are present: combinations of `required`, bounds of the number of properties, and
 * CEL rules over `has(self.a)`. All other rules are left out.
 */
export function readPresenceTerms(schema: JsonObject): PresenceTerm[] {
  const { anyOf, oneOf, allOf, not } = readSchemaRules(schema);
  const { minProperties, maxProperties } = schema;
  const parts: Array<[ChoiceSource, Test | undefined]> = [
    [{ keyword: 'oneOf' }, testOf({ oneOf }, schema)],
    [{ keyword: 'anyOf' }, testOf({ anyOf }, schema)],
    ...allOf.map((branch, index): [ChoiceSource, Test | undefined] => [
      { keyword: 'allOf', index },
      testOf(branch, schema),
    ]),
    [{ keyword: 'not' }, not && testOf({ not }, schema)],
    [
      { keyword: 'bounds' },
      testOf(
        {
          ...(minProperties !== undefined && { minProperties }),
          ...(maxProperties !== undefined && { maxProperties }),
        },
        schema,
      ),
    ],
    ...asList(schema['x-kubernetes-validations']).map(
      (rule, index): [ChoiceSource, Test | undefined] => [
        { keyword: 'cel', index },
        celTest(asText(asObject(rule)?.rule), schema),
      ],
    ),
  ];
  const always = new Set([
    ...defaultsOf(schema).keys(),
    ...requiredNames(schema),
  ]);
  return parts.flatMap(([source, test]): PresenceTerm[] => {
    if (!test || !test.fields.every(name => isField(name, schema))) {
      return [];
    }
    const fields = [...new Set(test.fields)].filter(name => !always.has(name));
    const evaluate = (present: Iterable<string>, isOpen: boolean) =>
      test.evaluate(new Set([...always, ...present]), isOpen);
    return fields.length === 0
      ? []
      : [
          {
            source,
            fields,
            isTrueFor: present => evaluate(present, false) === true,
            excludes: (a, b) => evaluate([a, b], true) === false,
          },
        ];
  });
}

function isField(name: string, schema: JsonObject): boolean {
  return (
    isPlainName(name) && Object.hasOwn(asObject(schema.properties) ?? {}, name)
  );
}

function celTest(rule: string, schema: JsonObject): Test | undefined {
  const parsed = readPresenceRule(rule);
  // CEL treats a property that is null as absent; the other rules treat it as present.
  const isNullable = parsed?.fields.some(name =>
    isTrue(asObject(asObject(schema.properties)?.[name])?.nullable),
  );
  return parsed && !isNullable
    ? {
        fields: parsed.fields,
        evaluate: (present, isOpen) => {
          const found = parsed.fields.filter(name => present.has(name));
          if (!isOpen) {
            return parsed.isTrueFor(found);
          }
          return parsed.canBeTrueWith(found) ? undefined : false;
        },
      }
    : undefined;
}

/** The test of a branch, or undefined if the branch looks at more than the presence of properties. */
function testOf(branch: JsonObject, of: JsonObject): Test | undefined {
  const tests = Object.entries(branch)
    .filter(([key]) => !TOLD.includes(key))
    .map(([key, value]) => testOfKeyword(key, value, of));
  const known = tests.filter(test => test !== undefined);
  return known.length === tests.length ? combine(known, all) : undefined;
}

function testOfKeyword(
  key: string,
  value: JsonValue | undefined,
  of: JsonObject,
): Test | undefined {
  switch (key) {
    case 'required': {
      const fields = asList(value).map(asText);
      return {
        fields,
        evaluate: (present, isOpen) =>
          all(fields.map(name => isPresent(name, present, isOpen))),
      };
    }
    case 'properties':
      // An example is `properties: {a: {}}`, which restricts nothing.
      return Object.values(asObject(value) ?? {}).every(
        property => Object.keys(asObject(property) ?? { x: 1 }).length === 0,
      )
        ? { fields: [], evaluate: () => true }
        : undefined;
    case 'minProperties':
    case 'maxProperties':
      return countTest(key, asCount(value), of);
    case 'not': {
      const inner = testOf(asObject(value) ?? {}, of);
      return (
        inner &&
        combine([inner], ([result]) =>
          result === undefined ? undefined : !result,
        )
      );
    }
    case 'anyOf':
    case 'oneOf':
    case 'allOf': {
      const tests = asList(value).map(inner =>
        testOf(asObject(inner) ?? {}, of),
      );
      const known = tests.filter(test => test !== undefined);
      return known.length === tests.length
        ? combine(known, results => isMet(key, results))
        : undefined;
    }
    default:
      return undefined;
  }
}

function isPresent(
  name: string,
  present: ReadonlySet<string>,
  isOpen: boolean,
): Result {
  return present.has(name) || (isOpen ? undefined : false);
}

function isMet(key: 'anyOf' | 'oneOf' | 'allOf', results: Result[]): Result {
  // The API server ignores a keyword without branches.
  if (results.length === 0 || key === 'allOf') {
    return all(results);
  }
  const count = results.filter(result => result === true).length;
  if (key === 'oneOf' && count > 1) {
    return false;
  }
  if (key === 'anyOf' && count > 0) {
    return true;
  }
  return results.includes(undefined) ? undefined : count === 1;
}

function all(results: Result[]): Result {
  if (results.includes(false)) {
    return false;
  }
  return results.includes(undefined) ? undefined : true;
}

function countTest(
  key: 'minProperties' | 'maxProperties',
  count: number | undefined,
  of: JsonObject,
): Test | undefined {
  const fields = Object.keys(asObject(of.properties) ?? {}).sort();
  if (
    count === undefined ||
    isTrue(of['x-kubernetes-preserve-unknown-fields'])
  ) {
    return undefined;
  }
  return {
    fields,
    evaluate: (present, isOpen) => {
      const fewest = fields.filter(name => present.has(name)).length;
      const most = isOpen ? fields.length : fewest;
      const isMin = key === 'minProperties';
      if (isMin ? fewest >= count : most <= count) {
        return true;
      }
      return (isMin ? most < count : fewest > count) ? false : undefined;
    },
  };
}

function combine(tests: Test[], resultOf: (results: Result[]) => Result): Test {
  return {
    fields: tests.flatMap(({ fields }) => fields),
    evaluate: (present, isOpen) =>
      resultOf(tests.map(test => test.evaluate(present, isOpen))),
  };
}
