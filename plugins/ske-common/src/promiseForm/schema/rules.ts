import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText, isTrue } from '../json';
import { humanise } from '../titles';
import { code } from './bounds';
import { fitsCatalog } from './catalogKeys';
import type { Choice } from './choices';
import type { Forbidden } from './Field';
import { readRules, toCheck } from './toCheck';

/** What the combining keywords and CEL rules of a schema come to. */
export interface RuleSet {
  forbidden: Forbidden[];
  notes: string[];
}

/**
 * `anyOf`, `oneOf`, `allOf` and `not` become checks, CEL rules become help.
 *
 * @param choices - of the branches of `oneOf`, where the form has a person choose one: then nothing need be said of it before
 */
export function createRules(
  schema: JsonObject,
  choices: Choice[] = [],
): RuleSet {
  const { anyOf, oneOf, allOf, not } = readRules(schema);
  const rules: RuleSet = { forbidden: [], notes: [] };
  if (anyOf.length > 0) {
    add(rules, { anyOf }, describe('At least one', anyOf));
  }
  if (oneOf.length > 0) {
    const isChosen = choices.length > 0;
    add(
      rules,
      { oneOf },
      isChosen ? describeChoices(choices) : describe('Exactly one', oneOf),
    );
    if (isChosen) {
      rules.notes.pop();
    }
  }
  for (const branch of allOf) {
    add(rules, branch, describeAll(branch));
  }
  if (not) {
    add(rules, { not }, describeNot(not));
  }
  for (const rule of asList(schema['x-kubernetes-validations'])) {
    const text = describeCel(asObject(rule) ?? {});
    if (text) {
      rules.notes.push(`Checked by the cluster: ${text}`);
    }
  }
  return isTrue(schema.nullable) ? exceptForNull(rules) : rules;
}

/** Where null is allowed, the API server holds no rule against it. */
function exceptForNull({ forbidden, notes }: RuleSet): RuleSet {
  const isSomething = { not: { type: 'null' } };
  return {
    forbidden: forbidden.map(({ schema, message }) => ({
      schema: { allOf: [isSomething, schema] },
      message,
    })),
    notes,
  };
}

/** A rule that JavaScript cannot check in full is not checked in part: it is said, and left to the cluster. */
function add(rules: RuleSet, rule: JsonObject, message: string): void {
  const { schema, complete } = toCheck(rule);
  if (complete && fitsCatalog(schema)) {
    rules.forbidden.push({ schema: negate(schema), message });
    rules.notes.push(message);
  } else {
    rules.notes.push(`Checked by the cluster: ${message}`);
  }
}

function negate(schema: JsonObject): JsonObject {
  const inner = asObject(schema.not);
  return inner && Object.keys(schema).length === 1 ? inner : { not: schema };
}

function describe(howMany: string, branches: JsonObject[]): string {
  const described = branches.map(describeBranch);
  return described.every(text => text !== undefined)
    ? `${howMany} of these must be so: ${described.join('; ')}.`
    : `${howMany} of ${branches.length} rules of this field must be met.`;
}

function describeChoices(choices: Choice[]): string {
  const titles = choices.map(({ title }) => title);
  return `Choose exactly one: ${titles.slice(0, -1).join(', ')} or ${titles.at(-1)}.`;
}

function describeAll(branch: JsonObject): string {
  const text = describeBranch(branch);
  return text
    ? `This must be so: ${text}.`
    : 'A rule of this field must be met.';
}

function describeNot(branch: JsonObject): string {
  const text = describeBranch(branch);
  return text
    ? `This must not be so: ${text}.`
    : 'The value is one that a rule of this field excludes.';
}

/** Says in words what people write most: which fields are filled in, and with what. */
function describeBranch(branch: JsonObject): string | undefined {
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
    const text = values.map(value => code(String(value))).join(' or ');
    return values.length > 0 ? `${humanise(name)} is ${text}` : undefined;
  });
  const parts = [
    ...filled
      .filter(name => !valued.some(text => text?.startsWith(humanise(name))))
      .map(name => `${humanise(name)} is filled in`),
    ...valued.filter(text => text !== undefined),
    ...(Array.isArray(choices)
      ? [
          `it is ${choices.map(value => code(JSON.stringify(value))).join(' or ')}`,
        ]
      : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

function describeCel(rule: JsonObject): string {
  const message = asText(rule.message).trim();
  if (message) {
    return message;
  }
  const expression = asText(rule.rule).trim();
  return expression && code(expression);
}
