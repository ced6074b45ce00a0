import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, isTrue, shorten } from '../values/json';
import { humanise, readOwnTitle } from '../values/titles';
import { readCelChoice } from './celChoices';
import { hasDefault } from './defaults';
import { isPlainName } from './names';
import { allProperties, requiredNames } from './properties';
import { readSchemaRules } from './toCheck';

/** One of several ways to fill in an object. */
export type Choice = {
  title: string;
  /** The properties that belong to it. */
  fields: string[];
};

/** A choice between parts of an object, of which one may be present. */
export interface ChoiceGroup {
  choices: Choice[];
  /** Whether none of them may be present too. */
  optional: boolean;
  /** The rule that the choice represents. The form does not describe and check it a second time. */
  source: ChoiceSource;
}

/** Where an object says that only one of its parts may be present. */
export type ChoiceSource =
  | { keyword: 'oneOf' | 'not' | 'bounds' | 'anyOfNot' }
  | { keyword: 'allOf' | 'cel'; index: number };

const TOLD = ['title', 'description', 'type'];
const MAX_TITLE_LENGTH = 80;

/**
 * Reads the choices of an object: each rule that allows exactly one, or at most one, of some properties and says nothing else.
 *
 * The spellings are `oneOf` by `required`, `not: {required: [a, b]}`, `minProperties` and `maxProperties` of 1, and CEL rules over `has(self.a)`.
 * Choices only decide which fields the form shows. They do not change what it accepts and sends.
 */
export function readChoiceGroups(schema: JsonObject): ChoiceGroup[] {
  const taken = new Set<string>();
  return [
    ...readOneOf(schema),
    ...readBoundedChoice(schema),
    ...readNot(schema),
    ...readCel(schema),
  ].filter(group => {
    const fields = group.choices.flatMap(choice => choice.fields);
    const isUsable =
      group.choices.length > 1 &&
      new Set(fields).size === fields.length &&
      fields.every(name => isFree(name, schema) && !taken.has(name));
    if (isUsable) {
      fields.forEach(name => taken.add(name));
    }
    return isUsable;
  });
}

/** Fields that are always there cannot be chosen. */
function isFree(name: string, schema: JsonObject): boolean {
  const properties = allProperties(schema);
  return (
    Object.hasOwn(properties, name) &&
    isPlainName(name) &&
    !requiredNames(schema).includes(name) &&
    !hasDefault(asObject(schema.properties)?.[name])
  );
}

function readOneOf(schema: JsonObject): ChoiceGroup[] {
  const { oneOf, allOf } = readSchemaRules(schema);
  return [
    readBranches(oneOf, schema, { keyword: 'oneOf' }),
    ...allOf.map((branch, index) =>
      Object.keys(branch).every(key => key === 'oneOf')
        ? readBranches(readSchemaRules(branch).oneOf, schema, {
            keyword: 'allOf',
            index,
          })
        : undefined,
    ),
  ].filter(group => group !== undefined);
}

function readBranches(
  branches: JsonObject[],
  schema: JsonObject,
  source: ChoiceSource,
): ChoiceGroup | undefined {
  const none = branches.filter(
    branch => readExcludedFields(branch) !== undefined,
  );
  const choices = branches
    .filter(branch => !none.includes(branch))
    .map(branch => readBranch(branch, schema));
  const known = choices.filter(choice => choice !== undefined);
  const fields = known.flatMap(choice => choice.fields).sort();
  const excluded = none.map(branch => readExcludedFields(branch)!.sort());
  const isUsable =
    known.length === choices.length &&
    none.length < 2 &&
    excluded.every(names => names.join() === fields.join());
  return isUsable
    ? { choices: known, optional: none.length > 0, source }
    : undefined;
}

/** `not: {anyOf: [{required: [a]}, {required: [b]}]}` is the branch that has none of them. */
function readExcludedFields(branch: JsonObject): string[] | undefined {
  const not = asObject(branch.not);
  if (!not || Object.keys(branch).length > 1) {
    return undefined;
  }
  const alternatives =
    not.anyOf === undefined ? [not] : asList(not.anyOf).map(asObject);
  const names = alternatives.map(alternative =>
    alternative && Object.keys(alternative).join() === 'required'
      ? requiredNames(alternative)
      : [],
  );
  return names.every(({ length }) => length === 1) ? names.flat() : undefined;
}

function readBranch(
  branch: JsonObject,
  schema: JsonObject,
): Choice | undefined {
  const { required: _, properties, ...others } = branch;
  const asked = requiredNames(branch);
  const own = Object.keys(asObject(properties) ?? {});
  const fields = [...new Set([...asked, ...own])].sort();
  const shared = asObject(schema.properties) ?? {};
  const isPlain =
    Object.keys(others).every(key => TOLD.includes(key)) &&
    asked.length > 0 &&
    // If a branch restricts a shared property, the value of that property makes the choice, not its presence.
    own.every(name => !Object.hasOwn(shared, name));
  return isPlain
    ? { title: readBranchTitle(branch, asked, schema), fields }
    : undefined;
}

/** `maxProperties: 1`, as Go types with one pointer for each alternative become CRDs. */
function readBoundedChoice(schema: JsonObject): ChoiceGroup[] {
  const names = Object.keys(asObject(schema.properties) ?? {}).sort();
  const isChoice =
    schema.maxProperties === 1 &&
    !isTrue(schema['x-kubernetes-preserve-unknown-fields']);
  return isChoice
    ? [
        createGroup(names, schema, schema.minProperties !== 1, {
          keyword: 'bounds',
        }),
      ]
    : [];
}

/** `not: {required: [a, b]}`, alone or with `anyOf: [{required: [a]}, {required: [b]}]`. */
function readNot(schema: JsonObject): ChoiceGroup[] {
  const { not, anyOf } = readSchemaRules(schema);
  const names = not ? requiredNames(not) : [];
  if (!not || Object.keys(not).join() !== 'required' || names.length !== 2) {
    return [];
  }
  const asked = anyOf.flatMap(branch =>
    Object.keys(branch).join() === 'required' ? requiredNames(branch) : [''],
  );
  return [
    asked.sort().join() === names.join()
      ? createGroup(names, schema, false, { keyword: 'anyOfNot' })
      : createGroup(names, schema, true, { keyword: 'not' }),
  ];
}

function readCel(schema: JsonObject): ChoiceGroup[] {
  return asList(schema['x-kubernetes-validations']).flatMap((rule, index) => {
    const choice = readCelChoice(asText(asObject(rule)?.rule));
    const isUsable =
      choice &&
      // CEL treats a property that is null as absent; the other rules treat it as present.
      !choice.fields.some(name =>
        isTrue(asObject(asObject(schema.properties)?.[name])?.nullable),
      );
    return isUsable
      ? [
          createGroup(choice.fields, schema, choice.optional, {
            keyword: 'cel',
            index,
          }),
        ]
      : [];
  });
}

function createGroup(
  names: string[],
  schema: JsonObject,
  optional: boolean,
  source: ChoiceSource,
): ChoiceGroup {
  const choices = names.map(name => ({
    title: readBranchTitle({}, [name], schema),
    fields: [name],
  }));
  return { choices, optional, source };
}

function readBranchTitle(
  branch: JsonObject,
  asked: string[],
  schema: JsonObject,
): string {
  const properties = allProperties(schema);
  const own = asText(branch.title) || asText(branch.description);
  const names = asked.map(
    name => readOwnTitle(asObject(properties[name]) ?? {}) || humanise(name),
  );
  return shorten(
    own.trim().replace(/\.$/, '') || names.join(' and '),
    MAX_TITLE_LENGTH,
  );
}
