import { z } from 'zod';

const ref = {
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
};

/** The reference to one object. The schema checks types only: the operation checks the grammar of each field. */
export const refSchema = z.strictObject(ref);

/** A reference together with other fields. */
export function refWith<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...ref, ...shape });
}
