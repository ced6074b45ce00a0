import { z } from 'zod';

/** A whole number in a query. */
export function wholeNumber(range: { min: number; max: number }) {
  const { min, max } = range;
  const message = `is not a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine(value => value >= min && value <= max, message);
}

/** A boolean in a query. */
export const flag = z
  .string()
  .regex(/^(?:true|false)$/, 'is neither "true" nor "false"')
  .transform(value => value === 'true');
