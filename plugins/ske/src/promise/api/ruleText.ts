import type { Words } from '../../words';
import type { ApiField, FieldRule } from './ApiField';

/** Writes a rule in the user's language. */
export function ruleText(t: Words, rule: FieldRule): string {
  switch (rule.type) {
    case 'enum':
      return t('promise.api.rule.enum', {
        values: rule.values.map(value => JSON.stringify(value)).join(', '),
      });
    case 'pattern':
    case 'format':
      return t(`promise.api.rule.${rule.type}`, { text: rule.text });
    case 'cel':
      return rule.message ?? t('promise.api.rule.cel', { rule: rule.rule });
    case 'unique':
    case 'nullable':
    case 'immutable':
    case 'oneOf':
    case 'anyOf':
      return t(`promise.api.rule.${rule.type}`);
    default:
      return t(`promise.api.rule.${rule.type}`, { value: String(rule.value) });
  }
}

/** Writes a type in the user's language: `list of text`. */
export function typeText(t: Words, { type, of }: ApiField): string {
  return of === undefined
    ? t(`promise.api.type.${type}`)
    : t('promise.api.typeOf', {
        type: t(`promise.api.type.${type}`),
        of: t(`promise.api.type.${of}`),
      });
}
