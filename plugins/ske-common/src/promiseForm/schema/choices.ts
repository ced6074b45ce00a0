import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, shorten } from '../values/json';
import type { ChoiceSource } from './ChoiceSource';
import { hasDefault } from './defaults';
import { findExclusiveFields } from './exclusiveFields';
import { isPlainName } from './names';
import { allProperties, requiredNames, titlesOfProperties } from './properties';
import { readSchemaRules } from './toCheck';

/** One of several ways to fill in an object. */
export type Choice = {
  title: string;
  /** The properties that belong to this choice. */
  fields: string[];
};

/** A choice between parts of an object. At most one of these parts may be present. */
export interface ChoiceGroup {
  choices: Choice[];
  /** True if the object is also valid without any of these parts. */
  optional: boolean;
  /** The rules that the choice represents. The form shows the choice in place of these rules, and does not describe or check them a second time. */
  sources: ChoiceSource[];
}

const TOLD = ['title', 'description', 'type'];
const MAX_TITLE_LENGTH = 80;

/** Results are cached: a form asks for the choices of an object several times. */
const known = new WeakMap<JsonObject, ChoiceGroup[]>();

/**
 * Reads the choices of an object. A choice is a group of properties of which exactly one, or at most one, may be present.
 *
 * An API can express a choice as `oneOf` with `required`, or with any other rules that only look at which properties are present; see
 * findExclusiveFields. A choice only affects which fields the form shows. It does not change what the form accepts and sends.
 */
export function readChoiceGroups(schema: JsonObject): ChoiceGroup[] {
  const groups = known.get(schema) ?? findChoiceGroups(schema);
  known.set(schema, groups);
  return groups;
}

function findChoiceGroups(schema: JsonObject): ChoiceGroup[] {
  const taken = new Set<string>();
  return [
    ...readOneOf(schema),
    ...findExclusiveFields(schema).map(({ parts, optional, sources }) =>
      createGroup(parts, schema, optional, sources),
    ),
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

/** Fields that are always present cannot be chosen. */
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
  const found = choices.filter(choice => choice !== undefined);
  const fields = found.flatMap(choice => choice.fields).sort();
  const excluded = none.map(branch => readExcludedFields(branch)!.sort());
  const isUsable =
    found.length === choices.length &&
    none.length < 2 &&
    excluded.every(names => names.join() === fields.join());
  return isUsable
    ? { choices: found, optional: none.length > 0, sources: [source] }
    : undefined;
}

/** Reads the branch of a `oneOf` that allows none of the properties, such as `not: {anyOf: [{required: [a]}, {required: [b]}]}`. It returns these properties. */
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
    // If a branch restricts a shared property, the choice depends on the value of that property and not on its presence.
    own.every(name => !Object.hasOwn(shared, name));
  return isPlain
    ? { title: readBranchTitle(branch, asked, schema), fields }
    : undefined;
}

function createGroup(
  parts: string[][],
  schema: JsonObject,
  optional: boolean,
  sources: ChoiceSource[],
): ChoiceGroup {
  const { anyOf, oneOf } = readSchemaRules(schema);
  const branchOf = (fields: string[]) =>
    [...oneOf, ...anyOf].find(
      branch => requiredNames(branch).join() === [...fields].sort().join(),
    );
  const choices = parts.map(fields => ({
    title: readBranchTitle(branchOf(fields) ?? {}, fields, schema),
    fields,
  }));
  return { choices, optional, sources };
}

function readBranchTitle(
  branch: JsonObject,
  asked: string[],
  schema: JsonObject,
): string {
  const own = asText(branch.title) || asText(branch.description);
  const names = asked.map(titlesOfProperties(schema));
  return shorten(
    own.trim().replace(/\.$/, '') || names.join(' and '),
    MAX_TITLE_LENGTH,
  );
}
