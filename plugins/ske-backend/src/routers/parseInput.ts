import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

/** Holds input against its schema (S22): a field that is unknown, missing, repeated or of another type is a 400 that names it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input ?? {});
  if (result.success) {
    return result.data;
  }
  throw SkeError.invalidInput(result.error.issues.map(toField));
}

function toField(issue: z.core.$ZodIssue): { field: string; message: string } {
  if (issue.code === 'unrecognized_keys') {
    const at = issue.path.length > 0 ? `${issue.path.join('.')}.` : '';
    return invalidField(
      issue.keys.map(key => `${at}${key}`).join(', '),
      'is not a known field',
    );
  }
  const field = issue.path.length > 0 ? issue.path.join('.') : 'body';
  if (issue.code !== 'invalid_type') {
    return invalidField(field, issue.message); // Each schema here has words of its own for what it demands.
  }
  return invalidField(
    field,
    issue.message.endsWith('undefined')
      ? 'is missing'
      : 'is of the wrong type, or given more than once',
  );
}
