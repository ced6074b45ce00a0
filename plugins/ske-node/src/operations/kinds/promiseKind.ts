import type { JsonObject } from '@backstage/types';
import { parseApiVersion, SkeError } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

// The CustomResourceDefinition in a Promise's spec.api. It is an author's work, so it is parsed.
const apiSchema = z.object({
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({ name: z.string(), storage: z.boolean().optional() }),
    ),
  }),
});

/** Whether a kind is the one that a Promise offers, in whichever of its versions. */
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
 * Which kind a Promise offers: as Kratix derives it, in the storage version of `spec.api`, else its first.
 *
 * @throws SkeError `kind-not-served` when it offers none
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
      message: `Promise ${name} offers no API, so there is nothing that could be requested from it.`,
    });
  }
  const { group, names } = api.data.spec;
  return { apiVersion: `${group}/${version.name}`, kind: names.kind };
}
