import { readUpgrade, type Upgrade } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

/** The request of a ResourceBinding and its upgrade. */
export interface BindingObject {
  promiseName: string;
  namespace: string;
  name: string;
  /** Undefined if no upgrade is requested and no upgrade has failed. */
  upgrade: Upgrade | undefined;
}

const bindingSchema = z.object({
  spec: z.object({
    promiseRef: z.object({ name: z.string() }),
    resourceRef: z.object({ name: z.string(), namespace: z.string() }),
  }),
});

/** Reads a ResourceBinding; undefined if the object is not one. */
export function readBindingObject(raw: unknown): BindingObject | undefined {
  const parsed = bindingSchema.safeParse(raw);
  if (!parsed.success) {
    return undefined;
  }
  const { promiseRef, resourceRef } = parsed.data.spec;
  return {
    promiseName: promiseRef.name,
    namespace: resourceRef.namespace,
    name: resourceRef.name,
    upgrade: readUpgrade(raw),
  };
}
