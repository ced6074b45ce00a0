import { kratixLabels, readPromiseApi } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataSchema } from './kubernetesObject';

/** A kind that a Promise brought, by its CustomResourceDefinition in the cluster: it stays when the Promise is gone and resources are left. */
export interface PromiseKind {
  /** Of the CustomResourceDefinition: `<plural>.<group>`. */
  id: string;
  promiseName: string;
  group: string;
  /** The version to read by: the storage version where it is served. */
  version: string;
  kind: string;
  plural: string;
}

const definitionSchema = z.object({
  metadata: metadataSchema,
  spec: z.unknown(),
});

/** Takes from a CustomResourceDefinition what is needed; undefined for one that is no Promise's, or not namespaced. */
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
