import {
  readPromiseApi,
  type KratixPromise,
  type ObservedObject,
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

/** The parts of a Promise that its entities use. Dependencies and workflows, which make up most of the size of a Promise, are left out. */
export interface PromiseObject {
  name: string;
  uid: string;
  createdAt: string;
  deleting: boolean;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** Name, annotations and `spec.api`: the input of form generation. */
  source: KratixPromise;
  /** Undefined if the Promise has no API. */
  api: PromiseApi | undefined;
  requiredPromises: readonly string[];
  status: Status;
  /** The parts from which the state is read. */
  observed: ObservedObject;
}

// kubectl stores the whole manifest in this annotation, which can be a megabyte.
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Reads a Promise; undefined if the object is not a Promise. */
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
    observed: {
      metadata: {
        generation: metadata.generation,
        deletionTimestamp: metadata.deletionTimestamp,
        labels: metadata.labels,
        finalizers: metadata.finalizers,
      },
      status,
    },
  };
}
