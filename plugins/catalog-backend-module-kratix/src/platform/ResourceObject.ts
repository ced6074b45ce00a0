import {
  kratixLabels,
  type ObservedObject,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataSchema, type Status } from './kubernetesObject';

const resourceSchema = z.object({
  metadata: metadataSchema,
  status: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** A resource request without its spec, which never becomes part of an entity. */
export interface ResourceObject {
  name: string;
  namespace: string;
  createdAt: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  status: Status;
  /** The parts from which the state is read. */
  observed: ObservedObject;
}

/** Label prefix of requests that Kratix itself creates for previews. */
const DRY_RUN = kratixLabels.dryRunPrefix;

/** Reads a resource request; undefined if the object is not a resource request, or is a preview. */
export function readResourceObject(raw: unknown): ResourceObject | undefined {
  const parsed = resourceSchema.safeParse(raw);
  if (!parsed.success || parsed.data.metadata.namespace === undefined) {
    return undefined;
  }
  const { metadata, status } = parsed.data;
  const labels = metadata.labels ?? {};
  if (Object.keys(labels).some(label => label.startsWith(DRY_RUN))) {
    return undefined;
  }
  return {
    name: metadata.name,
    namespace: parsed.data.metadata.namespace,
    createdAt: metadata.creationTimestamp,
    labels,
    annotations: metadata.annotations ?? {},
    status: status ?? {},
    observed: { metadata, status },
  };
}
