import type { JsonObject } from '@backstage/types';
import { asCount, asList, asObject, asText, isTrue } from '../values/json';
import { code } from './bounds';
import { fitsCatalog } from './catalogKeys';
import { readRejectedByCel } from './celPresence';
import type { Choice, ChoiceGroup } from './choices';
import type { ChoiceSource } from './ChoiceSource';
import type { Forbidden } from './Field';
import { defaultsOf } from './defaults';
import { describePresence, listWords } from './presenceWords';
import { titlesOfProperties } from './properties';
import { readCountRules, type CountRule } from './propertyCounts';
import { readSchemaRules, toCheck } from './toCheck';

/** The rules of a schema, as the form checks and explains them. */
export interface RuleSet {
  forbidden: Forbidden[];
  /** Sentences below the description. */
  notes: string[];
  /** Keywords of JSON Schema that check a rule as it is. */
  keywords: JsonObject;
}

/**
 * Makes checks of `anyOf`, `oneOf`, `allOf`, `not`, `minProperties` and `maxProperties`, and sentences of CEL rules.
 *
 * @param groups - the rules that the form shows as a choice, which are left out; see {@link createChoiceRules}
 */
export function createRules(
  schema: JsonObject,
  groups: ChoiceGroup[] = [],
): RuleSet {
  const { anyOf, oneOf, allOf, not } = readSchemaRules(schema);
  const rules: RuleSet = { forbidden: [], notes: [], keywords: {} };
  const isChosen = (wanted: ChoiceSource) =>
    groups.some(({ sources }) =>
      sources.some(source => JSON.stringify(source) === JSON.stringify(wanted)),
    );
  if (anyOf.length > 0 && !isChosen({ keyword: 'anyOf' })) {
    add(rules, { anyOf }, schema, describe('At least one', anyOf, schema));
  }
  if (oneOf.length > 0 && !isChosen({ keyword: 'oneOf' })) {
    add(rules, { oneOf }, schema, describe('Exactly one', oneOf, schema));
  }
  allOf.forEach((branch, index) => {
    if (!isChosen({ keyword: 'allOf', index })) {
      add(rules, branch, schema, describeAll(branch, schema));
    }
  });
  if (not && !isChosen({ keyword: 'not' })) {
    add(rules, { not }, schema, describeNot(not, schema));
  }
  if (!isChosen({ keyword: 'bounds' })) {
    addCounts(rules, schema);
  }
  asList(schema['x-kubernetes-validations']).forEach((rule, index) => {
    if (!isChosen({ keyword: 'cel', index })) {
      addCel(rules, asObject(rule) ?? {}, schema);
    }
  });
  return isTrue(schema.nullable) ? exceptForNull(rules) : rules;
}

/** Creates the checks of the choices of an object. */
export function createChoiceRules(
  schema: JsonObject,
  groups: ChoiceGroup[],
): Forbidden[] {
  const rules: RuleSet = {
    forbidden: groups.flatMap(group => createChoiceRule(schema, group)),
    notes: [],
    keywords: {},
  };
  return (isTrue(schema.nullable) ? exceptForNull(rules) : rules).forbidden;
}

/** If a choice comes from one rule, this rule is checked as the API has it, because a branch of its `oneOf` may require more than one field. */
function createChoiceRule(
  schema: JsonObject,
  { sources, choices, optional }: ChoiceGroup,
): Forbidden[] {
  const { oneOf, allOf } = readSchemaRules(schema);
  const titles = choices.map(({ title }) => title);
  const message = `Choose ${optional ? 'at most' : 'exactly'} one: ${listWords(titles, 'or')}.`;
  const source = sources.length === 1 ? sources[0] : undefined;
  const written =
    (source?.keyword === 'oneOf' && { oneOf }) ||
    (source?.keyword === 'allOf' && allOf[source.index]);
  if (!written) {
    const rule = { oneOf: toBranches(choices, optional) };
    return [{ schema: negate(rule), message }];
  }
  const { schema: check, complete } = toCheck(written, schema);
  return complete && fitsCatalog(check)
    ? [{ schema: negate(check), message }]
    : [];
}

function toBranches(choices: Choice[], optional: boolean): JsonObject[] {
  const branches = choices.map(({ fields }) => ({ required: fields }));
  return optional ? [...branches, { not: { anyOf: branches } }] : branches;
}

/**
 * Adds the rules `minProperties` and `maxProperties`. The form keeps the key of a field that the user has emptied, and the keyword would count this
 * key. The check of an object with named fields therefore requires or forbids combinations of fields.
 */
function addCounts(rules: RuleSet, schema: JsonObject): void {
  if (asObject(schema.properties) === undefined) {
    // The form keeps no empty keys of a map, so the keywords count correctly.
    for (const key of ['minProperties', 'maxProperties']) {
      const count = asCount(schema[key]);
      if (count !== undefined) {
        rules.keywords[key] = count;
      }
    }
    return;
  }
  const counts = readCountRules(schema, schema);
  if (counts.length === 0) {
    return;
  }
  const defaults = defaultsOf(schema);
  const free = Object.keys(asObject(schema.properties) ?? {})
    .sort()
    .filter(name => !defaults.has(name))
    .map(titlesOfProperties(schema));
  for (const rule of counts) {
    const message = describeCount(rule, free);
    if (rule.schema) {
      rules.forbidden.push({ schema: negate(rule.schema), message });
      rules.notes.push(message);
    } else {
      rules.notes.push(`Checked by the cluster: ${message}`);
    }
  }
}

function describeCount({ keyword, count }: CountRule, names: string[]): string {
  const howMany = `Fill in at ${keyword === 'minProperties' ? 'least' : 'most'} ${Math.max(0, count)}`;
  return `${howMany} of ${listWords(names, 'and')}.`;
}

/** If null is allowed, the API server applies no rule to a null. */
function exceptForNull({ forbidden, ...others }: RuleSet): RuleSet {
  const isSomething = { not: { type: 'null' } };
  return {
    forbidden: forbidden.map(({ schema, message }) => ({
      schema: { allOf: [isSomething, schema] },
      message,
    })),
    ...others,
  };
}

/** A rule that JavaScript cannot check in full is only described, and the cluster checks it. */
function add(
  rules: RuleSet,
  rule: JsonObject,
  schema: JsonObject,
  message: string,
): void {
  const { schema: check, complete } = toCheck(rule, schema);
  if (complete && fitsCatalog(check)) {
    rules.forbidden.push({ schema: negate(check), message });
    rules.notes.push(message);
  } else {
    rules.notes.push(`Checked by the cluster: ${message}`);
  }
}

function negate(schema: JsonObject): JsonObject {
  const inner = asObject(schema.not);
  return inner && Object.keys(schema).length === 1 ? inner : { not: schema };
}

function describe(
  howMany: string,
  branches: JsonObject[],
  schema: JsonObject,
): string {
  const described = branches.map(branch => describeBranch(branch, schema));
  return described.every(text => text !== undefined)
    ? `${howMany} of these must be true: ${described.join('; ')}.`
    : `${howMany} of ${branches.length} rules for this field must be met.`;
}

function describeAll(branch: JsonObject, schema: JsonObject): string {
  const text = describeBranch(branch, schema);
  return text
    ? `This must be true: ${text}.`
    : 'A rule for this field must be met.';
}

function describeNot(branch: JsonObject, schema: JsonObject): string {
  const text = describeBranch(branch, schema);
  return text
    ? `This must not be true: ${text}.`
    : 'A rule for this field excludes this value.';
}

/** Describes the usual branches, which require some fields, or certain values of them. */
function describeBranch(
  branch: JsonObject,
  schema: JsonObject,
): string | undefined {
  const titleOf = titlesOfProperties(schema);
  const { required: _r, properties: _p, type: _t, ...others } = branch;
  const { description, title, enum: choices, ...rest } = others;
  const told = asText(title) || asText(description);
  if (told) {
    return told.replace(/\.$/, '');
  }
  if (Object.keys(rest).length > 0) {
    return undefined;
  }
  const filled = asList(branch.required).map(asText);
  const properties = Object.entries(asObject(branch.properties) ?? {});
  const valued = properties.map(([name, property]) => {
    const values = asList(asObject(property)?.enum);
    const text = values
      .map(value =>
        code(typeof value === 'string' ? value : JSON.stringify(value)),
      )
      .join(' or ');
    return values.length > 0 ? `${titleOf(name)} is ${text}` : undefined;
  });
  const parts = [
    ...filled
      .filter(name => !valued.some(text => text?.startsWith(titleOf(name))))
      .map(name => `${titleOf(name)} is filled in`),
    ...valued.filter(text => text !== undefined),
    ...(Array.isArray(choices)
      ? [
          `it is ${choices.map(value => code(JSON.stringify(value))).join(' or ')}`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

/** The form checks a CEL rule if the rule only depends on the presence of properties. The cluster checks all other CEL rules. */
function addCel(rules: RuleSet, rule: JsonObject, schema: JsonObject): void {
  const message = asText(rule.message).trim();
  const expression = asText(rule.rule).trim();
  const presence = readRejectedByCel(expression, schema);
  if (presence) {
    const text = message || describePresence(presence, expression, schema);
    rules.forbidden.push({ schema: presence.schema, message: text });
    rules.notes.push(text);
  } else if (message || expression) {
    rules.notes.push(`Checked by the cluster: ${message || code(expression)}`);
  }
}
