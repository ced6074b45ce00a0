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
}

interface Test {
  fields: string[];
  isTrueFor(present: ReadonlySet<string>): boolean;
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
    const { isTrueFor } = test;
    return fields.length === 0
      ? []
      : [
          {
            source,
            fields,
            isTrueFor: present => isTrueFor(new Set([...always, ...present])),
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
        isTrueFor: present =>
          parsed.isTrueFor(parsed.fields.filter(name => present.has(name))),
      }
    : undefined;
}

/** The test of a branch, or undefined if the branch looks at more than the presence of properties. */
function testOf(branch: JsonObject, of: JsonObject): Test | undefined {
  const tests = Object.entries(branch)
    .filter(([key]) => !TOLD.includes(key))
    .map(([key, value]) => testOfKeyword(key, value, of));
  const known = tests.filter(test => test !== undefined);
  return known.length === tests.length
    ? combine(known, results => results.every(isTrue))
    : undefined;
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
        isTrueFor: present => fields.every(name => present.has(name)),
      };
    }
    case 'properties':
      // An example is `properties: {a: {}}`, which restricts nothing.
      return Object.values(asObject(value) ?? {}).every(
        property => Object.keys(asObject(property) ?? { x: 1 }).length === 0,
      )
        ? { fields: [], isTrueFor: () => true }
        : undefined;
    case 'minProperties':
    case 'maxProperties':
      return countTest(key, asCount(value), of);
    case 'not': {
      const inner = testOf(asObject(value) ?? {}, of);
      return inner && combine([inner], ([result]) => !result);
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

function isMet(key: 'anyOf' | 'oneOf' | 'allOf', results: boolean[]): boolean {
  const count = results.filter(isTrue).length;
  return (
    // The API server ignores a keyword without branches.
    results.length === 0 ||
    (key === 'anyOf' && count > 0) ||
    (key === 'oneOf' && count === 1) ||
    (key === 'allOf' && count === results.length)
  );
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
    isTrueFor: present => {
      const found = fields.filter(name => present.has(name)).length;
      return key === 'minProperties' ? found >= count : found <= count;
    },
  };
}

function combine(
  tests: Test[],
  isMetBy: (results: boolean[]) => boolean,
): Test {
  return {
    fields: tests.flatMap(({ fields }) => fields),
    isTrueFor: present => isMetBy(tests.map(test => test.isTrueFor(present))),
  };
}
