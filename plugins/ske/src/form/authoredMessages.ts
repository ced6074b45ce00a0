import type { JsonObject, JsonValue } from '@backstage/types';
import type { RJSFValidationError } from '@rjsf/utils';
import type { Words } from '../words';
import { ruleWords } from './ruleWords';

/**
 * Replaces the validator's message by the message that the generated page has for the rule, as the scaffolder's own form does. If the page has no
 * message for the rule, our own message is used.
 */
export function withAuthoredMessages(
  page: JsonObject,
  errors: RJSFValidationError[],
  t: Words,
): RJSFValidationError[] {
  return errors.map(error => {
    const message = authoredMessage(page, error) ?? ruleWords(t, error);
    return message === undefined
      ? error
      : { ...error, message, stack: message };
  });
}

function authoredMessage(
  page: JsonObject,
  { schemaPath, name }: RJSFValidationError,
): string | undefined {
  if (!schemaPath || !name) {
    return undefined;
  }
  const keys = schemaPath
    .replace(/^#\/?/, '')
    .split('/')
    .slice(0, -1)
    .map(key =>
      decodeURIComponent(key).replace(/~1/g, '/').replace(/~0/g, '~'),
    );
  const schema = keys.reduce<JsonValue | undefined>(
    (current, key) =>
      typeof current === 'object' && current !== null
        ? (current as JsonObject)[key]
        : undefined,
    page,
  );
  const messages = (schema as JsonObject | undefined)?.errorMessage;
  const message = (messages as JsonObject | undefined)?.[name];
  return typeof message === 'string' ? message : undefined;
}
