import { readPresenceRule, subsetsOf, type PresenceRule } from './presenceRule';
import { isPlainName } from './names';

/** A CEL rule that only says how many of some properties may be present. */
export interface CelChoice {
  fields: string[];
  /** Whether it is valid that none of them is present: "at most one" instead of "exactly one". */
  optional: boolean;
}

/**
 * Recognises a CEL rule that says "exactly one of" or "at most one of" some properties, in whatever spelling:
 * `has(self.a) != has(self.b)`, `!(has(self.a) && has(self.b))`, `[has(self.a), has(self.b)].filter(x, x == true).size() == 1`,
 * `self.?a.hasValue() != self.?b.hasValue()`.
 *
 * The rule is evaluated for every combination of properties that are present. Rules that look at anything else are left to the cluster.
 *
 * @returns undefined for any other rule
 */
export function readCelChoice(rule: string): CelChoice | undefined {
  const parsed = readPresenceRule(rule);
  const fields = parsed?.fields ?? [];
  return parsed && fields.length > 1 && fields.every(isPlainName)
    ? classify(parsed)
    : undefined;
}

function classify({ fields, isTrueFor }: PresenceRule): CelChoice | undefined {
  const isChoice = subsetsOf(fields).every(
    present =>
      present.length === 0 || isTrueFor(present) === (present.length === 1),
  );
  return isChoice ? { fields, optional: isTrueFor([]) } : undefined;
}
