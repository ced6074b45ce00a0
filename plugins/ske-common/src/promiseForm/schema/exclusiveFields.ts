import type { JsonObject } from '@backstage/types';
import type { ChoiceSource } from './ChoiceSource';
import { readPresenceTerms, type PresenceTerm } from './presenceTerms';

/** Parts of an object of which at most one may be present. A part is a property, or several properties that are only accepted together. */
export interface ExclusiveFields {
  parts: string[][];
  /** True if the object is also valid without any of these parts. */
  optional: boolean;
  /** The rules that a form need not check or describe any more if it offers this choice. */
  sources: ChoiceSource[];
}

/** The most combinations of present properties that are tried for a group of rules. */
const MAX_COMBINATIONS = 256;
/** The same if all rules of a group are CEL rules, whose combinations were evaluated and cached when the rule was read. */
const MAX_COMBINATIONS_OF_CEL = 4096;
/** Each combination is tried with each rule of the group. */
const MAX_TRIES = 16_384;

/**
 * Finds groups of properties of which at most one may be present. An API can express this with one rule or with several rules, and with JSON Schema keywords
 * or CEL: for example, `anyOf` requires at least one of two properties, and a CEL rule forbids both.
 *
 * It evaluates the rules for the combinations of present properties, and reads from the allowed combinations which properties exclude each other. If a group of
 * rules has too many combinations, each of its rules is read alone.
 */
export function findExclusiveFields(schema: JsonObject): ExclusiveFields[] {
  return connect(readPresenceTerms(schema)).flatMap(
    group => findIn(group) ?? group.flatMap(term => findIn([term]) ?? []),
  );
}

/** Groups rules that share fields. */
function connect(terms: PresenceTerm[]): PresenceTerm[][] {
  let groups: PresenceTerm[][] = [];
  for (const term of terms) {
    const isRelated = (group: PresenceTerm[]) =>
      group.some(({ fields }) =>
        fields.some(name => term.fields.includes(name)),
      );
    groups = [
      ...groups.filter(group => !isRelated(group)),
      [...groups.filter(isRelated).flat(), term],
    ];
  }
  return groups;
}

function fieldsOf(terms: PresenceTerm[]): string[] {
  return [...new Set(terms.flatMap(({ fields }) => fields))];
}

/**
 * Lists the combinations of fields in which no two fields exclude each other. Twenty fields of which at most one may be present have 21 such combinations.
 * Undefined if there are too many.
 */
function combinationsOf(terms: PresenceTerm[]): string[][] | undefined {
  const isCel = terms.every(({ source }) => source.keyword === 'cel');
  const most = Math.min(
    isCel ? MAX_COMBINATIONS_OF_CEL : MAX_COMBINATIONS,
    MAX_TRIES / terms.length,
  );
  let combinations: string[][] = [[]];
  const before: string[] = [];
  for (const name of fieldsOf(terms)) {
    const own = terms.filter(({ fields }) => fields.includes(name));
    const excluded = before.filter(other =>
      own.some(
        term => term.fields.includes(other) && term.excludes(name, other),
      ),
    );
    combinations = [
      ...combinations,
      ...combinations
        .filter(each => !each.some(other => excluded.includes(other)))
        .map(each => [...each, name]),
    ];
    if (combinations.length > most) {
      return undefined;
    }
    before.push(name);
  }
  return combinations;
}

/** Undefined if the rules have too many combinations. */
function findIn(terms: PresenceTerm[]): ExclusiveFields[] | undefined {
  const combinations = combinationsOf(terms);
  if (!combinations) {
    return undefined;
  }
  const allowed = combinations
    .map(present => new Set(present))
    .filter(present => terms.every(term => term.isTrueFor(present)));
  const parts = findParts(fieldsOf(terms), allowed);
  // Two parts count as exclusive only if one rule contains fields of both. If the exclusion follows from rules about a third field, a choice would be harder
  // to understand than the text of the rules.
  const areExclusive = ([a]: string[], [b]: string[]) =>
    terms.some(({ fields }) => fields.includes(a) && fields.includes(b)) &&
    !allowed.some(present => present.has(a) && present.has(b));
  const found: ExclusiveFields[] = [];
  const taken = new Set<string[]>();
  for (const first of parts) {
    if (taken.has(first)) {
      continue;
    }
    const group = [first];
    for (const part of parts) {
      if (
        !taken.has(part) &&
        !group.includes(part) &&
        group.every(other => areExclusive(other, part))
      ) {
        group.push(part);
      }
    }
    if (group.length > 1) {
      group.forEach(part => taken.add(part));
      found.push(describe(group, allowed, terms));
    }
  }
  return found;
}

/** Groups the fields into parts. Fields that are only allowed together form one part. A field that is never allowed belongs to no part. */
function findParts(
  fields: string[],
  allowed: Array<ReadonlySet<string>>,
): string[][] {
  const parts = new Map<string, string[]>();
  for (const name of fields) {
    const key = allowed.map(present => Number(present.has(name))).join('');
    if (key.includes('1')) {
      parts.set(key, [...(parts.get(key) ?? []), name]);
    }
  }
  return [...parts.values()];
}

function describe(
  parts: string[][],
  allowed: Array<ReadonlySet<string>>,
  terms: PresenceTerm[],
): ExclusiveFields {
  const fields = parts.flat();
  const optional = allowed.some(
    present => !fields.some(name => present.has(name)),
  );
  const cases = [...parts, ...(optional ? [[]] : [])];
  // The check of a choice only counts the parts that are present. It accepts an object that has some but not all fields of a part, so it can only replace the
  // rules if each part is a single field.
  const isReplaced = parts.every(({ length }) => length === 1);
  return {
    parts,
    optional,
    sources: terms
      .filter(
        term =>
          isReplaced &&
          term.fields.every(name => fields.includes(name)) &&
          cases.every(present => term.isTrueFor(new Set(present))),
      )
      .map(({ source }) => source),
  };
}
