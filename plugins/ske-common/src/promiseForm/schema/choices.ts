import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText } from '../json';
import { humanise } from '../titles';
import { isPlainName } from './names';
import { allProperties, requiredNames } from './properties';
import { readRules } from './toCheck';

/** One of several ways to fill in an object, of which exactly one is taken. */
export type Choice = {
  title: string;
  /** The properties that belong to it. */
  fields: string[];
};

const TOLD = ['title', 'description', 'type'];
const MAX_TITLE_LENGTH = 80;

/**
 * The choices of a `oneOf` whose branches do nothing but ask for different properties, which are those of the object or their own; none where it says more
 * than that.
 *
 * They only say which fields are shown. The schema is the same with and without them, and so is what the form takes and sends.
 */
export function readChoices(schema: JsonObject): Choice[] {
  const { oneOf } = readRules(schema);
  const choices = oneOf.map(branch => readChoice(branch, schema));
  const known = choices.filter(choice => choice !== undefined);
  const fields = known.flatMap(choice => choice.fields);
  const isUsable =
    known.length > 1 &&
    known.length === choices.length &&
    new Set(fields).size === fields.length;
  return isUsable ? known : [];
}

function readChoice(
  branch: JsonObject,
  schema: JsonObject,
): Choice | undefined {
  const { required: _, properties, ...others } = branch;
  const asked = requiredNames(branch);
  const own = Object.keys(asObject(properties) ?? {});
  const fields = [...new Set([...asked, ...own])].sort();
  const shared = asObject(schema.properties) ?? {};
  const all = allProperties(schema);
  const isPlain =
    Object.keys(others).every(key => TOLD.includes(key)) &&
    asked.length > 0 &&
    // A branch that says more of a shared property chooses by its value.
    own.every(name => !Object.hasOwn(shared, name)) &&
    fields.every(name => Object.hasOwn(all, name) && isPlainName(name)) &&
    !asList(schema.required).some(name => fields.includes(asText(name)));
  return isPlain ? { title: titleOf(branch, asked, all), fields } : undefined;
}

function titleOf(
  branch: JsonObject,
  asked: string[],
  properties: JsonObject,
): string {
  const own = asText(branch.title) || asText(branch.description);
  const names = asked.map(
    name => asText(asObject(properties[name])?.title) || humanise(name),
  );
  return (own.trim().replace(/\.$/, '') || names.join(' and ')).slice(
    0,
    MAX_TITLE_LENGTH,
  );
}
