import { z } from 'zod';

const ref = {
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
};

/** Names one object. Grammar is held by the operation: here it is types only. */
export const refSchema = z.strictObject(ref);

/** The same with other fields beside it. */
export function refWith<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...ref, ...shape });
}
