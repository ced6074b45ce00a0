import type { Words } from '../words';

/** An error of the validator: the keyword of JSON Schema, and its parameters. */
interface RuleError {
  name?: string;
  params?: { [name: string]: unknown };
}

/** Says in the user's language what a rule asks for. Returns undefined for an error that is not about a rule of the API, or that has its own text. */
export function ruleWords(
  t: Words,
  { name, params = {} }: RuleError,
): string | undefined {
  switch (name) {
    case 'type':
      return t('form.rule.type', { type: typeWords(t, params.type) });
    case 'enum':
      return t('form.rule.enum', {
        values: listValues(listOf(params.allowedValues)),
      });
    case 'const':
      return t('form.rule.enum', {
        values: JSON.stringify(params.allowedValue),
      });
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return t(`form.rule.${name}`, { limit: String(params.limit) });
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return t(`form.rule.${name}`, { count: Number(params.limit) });
    case 'multipleOf':
      return t('form.rule.multipleOf', { number: String(params.multipleOf) });
    case 'pattern':
      return t('form.rule.pattern', { pattern: String(params.pattern) });
    case 'format':
      return t('form.rule.format', { format: String(params.format) });
    case 'uniqueItems':
      return t('form.rule.uniqueItems');
    case 'required':
      // The form says at the field that it is empty.
      return undefined;
    default:
      return name === undefined
        ? undefined
        : t('form.rule.other', { rule: name });
  }
}

const TYPES = ['string', 'integer', 'number', 'boolean', 'object'] as const;

function typeWords(t: Words, types: unknown): string {
  const names = typeof types === 'string' ? types.split(',') : listOf(types);
  return (
    names
      // Null may be allowed too, but it is hardly what the user meant to write.
      .filter(name => name !== 'null' || names.length === 1)
      .map(name => {
        const known = TYPES.find(each => each === name);
        if (known) {
          return t(`promise.api.type.${known}`);
        }
        return name === 'array' ? t('promise.api.type.list') : String(name);
      })
      .join(', ')
  );
}

/** The largest number of values that a message lists. */
const MOST_VALUES = 10;

function listValues(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_VALUES).map(each => JSON.stringify(each));
  return [...shown, ...(values.length > MOST_VALUES ? ['…'] : [])].join(', ');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
