import { kratixLabels, readPromiseApi } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataSchema } from './kubernetesObject';

/** A kind that a Promise has defined. It is read from the CustomResourceDefinition, which can exist longer than the Promise, as long as resources exist. */
export interface PromiseKind {
  /** The name of the CustomResourceDefinition: `<plural>.<group>`. */
  id: string;
  promiseName: string;
  group: string;
  /** The version used for reading: the storage version if it is served, otherwise the first served version. */
  version: string;
  kind: string;
  plural: string;
}

const definitionSchema = z.object({
  metadata: metadataSchema,
  spec: z.unknown(),
});

/** Reads a CustomResourceDefinition; undefined if it does not belong to a Promise or is not namespaced. */
export function readPromiseKind(raw: unknown): PromiseKind | undefined {
  const parsed = definitionSchema.safeParse(raw);
  const promiseName =
    parsed.data?.metadata.labels?.[kratixLabels.promiseName] ?? '';
  if (!parsed.success || promiseName === '') {
    return undefined;
  }
  const api = readPromiseApi({
    metadata: { name: promiseName },
    spec: { api: { spec: parsed.data.spec } },
  });
  const version =
    api?.servedVersions.find(served => served === api.version) ??
    api?.servedVersions[0];
  if (!api || version === undefined || api.scope !== 'Namespaced') {
    return undefined;
  }
  const { group, kind, plural } = api;
  return {
    id: `${plural}.${group}`,
    promiseName,
    group,
    version,
    kind,
    plural,
  };
}
