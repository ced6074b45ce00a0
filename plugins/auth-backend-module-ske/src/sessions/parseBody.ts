import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { z } from 'zod';

/** @throws SkeError, 400, that names the fields at fault */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw SkeError.invalidInput(
      parsed.error.issues.map(({ path }) =>
        invalidField(
          path.join('.') || 'body',
          'is missing, too long, or not a text',
        ),
      ),
    );
  }
  return parsed.data;
}
