import type { JsonObject } from '@backstage/types';
import { parseApiVersion, SkeError } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

// The CustomResourceDefinition in a Promise's spec.api. The author of the Promise may have written anything there, so it is validated.
const apiSchema = z.object({
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({ name: z.string(), storage: z.boolean().optional() }),
    ),
  }),
});

/** Whether a Promise offers a kind, in any version. */
export function offersKind(
  promise: JsonObject,
  { apiVersion, kind }: { apiVersion: string; kind: string },
): boolean {
  const spec = promise.spec as JsonObject | undefined;
  const api = apiSchema.safeParse(spec?.api).data?.spec;
  return (
    api?.names.kind === kind && api.group === parseApiVersion(apiVersion)?.group
  );
}

/**
 * Returns the kind that a Promise offers. Like Kratix, it takes the storage version of `spec.api`, or the first version if none is marked.
 *
 * @throws SkeError `kind-not-served` when the Promise offers no kind
 */
export function readPromiseKind(promise: JsonObject): {
  apiVersion: string;
  kind: string;
} {
  const spec = promise.spec as JsonObject | undefined;
  const api = apiSchema.safeParse(spec?.api);
  const version = api.success
    ? (api.data.spec.versions.find(({ storage }) => storage) ??
      api.data.spec.versions[0])
    : undefined;
  if (!api.success || !version) {
    const { name } = promise.metadata as JsonObject;
    throw new SkeError({
      code: 'kind-not-served',
      message: `Promise ${name} has no API, so you cannot request a resource from it.`,
    });
  }
  const { group, names } = api.data.spec;
  return { apiVersion: `${group}/${version.name}`, kind: names.kind };
}
