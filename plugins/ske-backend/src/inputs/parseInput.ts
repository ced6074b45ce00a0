import {
  cleanText,
  invalidField,
  type InvalidInputField,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

/**
 * Validates input against its schema (S22). A field that is unknown, missing, repeated or of the wrong type is a 400 that names it.
 *
 * The messages of our schemas are predicates such as `is empty`. This function turns them into whole sentences.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input ?? {});
  if (result.success) {
    return result.data;
  }
  throw SkeError.invalidInput(result.error.issues.flatMap(toFields));
}

function toFields(issue: z.core.$ZodIssue): InvalidInputField[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key =>
      invalidField(nameOf([...issue.path, key]), 'is not a known field'),
    );
  }
  return [invalidField(nameOf(issue.path), predicateOf(issue))];
}

/** The names of unknown fields are the caller's own text. */
function nameOf(path: readonly PropertyKey[]): string {
  return cleanText(path.length > 0 ? path.join('.') : 'body');
}

function predicateOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') {
    return issue.message;
  }
  return issue.message.endsWith('undefined')
    ? 'is missing'
    : 'is of the wrong type, or given more than once';
}
