import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/**
 * What a rule in CEL says about the value before and after a change, as far as it matters here.
 *
 * - `same`: the field has the same value.
 * - `absent`: the field is absent, before or after.
 * - `present`, `different`: the opposites, which matter where they are negated.
 * - `other`: anything else.
 */
export type RuleCondition =
  | {
      readonly type: 'same' | 'different' | 'absent' | 'present';
      readonly path: FieldPath;
    }
  | { readonly type: 'all' | 'any'; readonly parts: readonly RuleCondition[] }
  | { readonly type: 'other' };

export const OTHER: RuleCondition = { type: 'other' };

const OPPOSITES = {
  same: 'different',
  different: 'same',
  absent: 'present',
  present: 'absent',
  all: 'any',
  any: 'all',
} as const;

/** The negation of a condition. */
export function negate(condition: RuleCondition): RuleCondition {
  switch (condition.type) {
    case 'other':
      return OTHER;
    case 'all':
    case 'any':
      return {
        type: condition.type === 'all' ? 'any' : 'all',
        parts: condition.parts.map(negate),
      };
    default:
      return { ...condition, type: OPPOSITES[condition.type] };
  }
}
