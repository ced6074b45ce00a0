import {
  OtherRule,
  parsePresenceRule,
  type PresenceRule,
} from './presenceRule';
import { isPlainName } from './names';

/** A CEL rule that only says how many of some properties may be present. */
export interface CelChoice {
  fields: string[];
  /** Whether none of them may be present too. */
  optional: boolean;
}

/** A longer rule is not such a choice. */
const MAX_LENGTH = 2000;

/** Each field doubles the number of cases to try. */
const MAX_FIELDS = 12;

/**
 * Recognises a CEL rule that says "exactly one of" or "at most one of" some properties, in whatever spelling:
 * `has(self.a) != has(self.b)`, `!(has(self.a) && has(self.b))`, `[has(self.a), has(self.b)].filter(x, x == true).size() == 1`.
 *
 * The rule is evaluated for every combination of properties that are present. Rules that look at anything else are left to the cluster.
 *
 * @returns undefined for any other rule
 */
export function readCelChoice(rule: string): CelChoice | undefined {
  if (rule.length > MAX_LENGTH) {
    return undefined;
  }
  try {
    const parsed = parsePresenceRule(rule);
    const { fields } = parsed;
    return fields.length > 1 &&
      fields.length <= MAX_FIELDS &&
      fields.every(isPlainName)
      ? classify(parsed)
      : undefined;
  } catch (error) {
    if (error instanceof OtherRule) {
      return undefined;
    }
    throw error;
  }
}

function classify({ fields, isTrueFor }: PresenceRule): CelChoice | undefined {
  const optional = isTrueFor([]);
  for (let mask = 1; mask < 2 ** fields.length; mask += 1) {
    // eslint-disable-next-line no-bitwise
    const present = fields.filter((_, at) => mask & (1 << at));
    if (isTrueFor(present) !== (present.length === 1)) {
      return undefined;
    }
  }
  return { fields, optional };
}
