import {
  readPromiseApi,
  type KratixPromise,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { metadataSchema, type Status } from './kubernetesObject';

const promiseSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      api: z.unknown().optional(),
      requiredPromises: z
        .array(z.object({ name: z.string() }))
        .nullish()
        .catch(undefined),
    })
    .nullish(),
  status: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** A Promise, without what no entity is made of: its dependencies and workflows, which are most of its size. */
export interface PromiseObject {
  name: string;
  uid: string;
  createdAt: string;
  deleting: boolean;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** `spec.api`, for what makes forms. */
  source: KratixPromise;
  /** Absent where the Promise has no API. */
  api: PromiseApi | undefined;
  requiredPromises: readonly string[];
  status: Status;
}

// kubectl keeps the whole manifest in it, a megabyte for some Promises.
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Takes from a Promise what is needed; undefined for what is no Promise. */
export function readPromiseObject(raw: unknown): PromiseObject | undefined {
  const parsed = promiseSchema.safeParse(raw);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata, spec, status } = parsed.data;
  const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations ?? {};
  const source: KratixPromise = {
    metadata: { name: metadata.name, annotations },
    spec: { api: spec?.api },
  };
  return {
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
    deleting: metadata.deletionTimestamp !== undefined,
    labels: metadata.labels ?? {},
    annotations,
    source,
    api: readPromiseApi(source),
    requiredPromises: (spec?.requiredPromises ?? []).map(({ name }) => name),
    status: status ?? {},
  };
}
