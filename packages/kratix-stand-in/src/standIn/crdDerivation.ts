import {
  Condition,
  isObject,
  Json,
  JsonObject,
  KubernetesObject,
  ResourceType,
} from '../kubernetes/objects';
import { labelNames } from './kratixNames';
import { KratixPromise } from './kratixObjects';

/** The error that spec.api of a Promise is not the CustomResourceDefinition that Kratix needs. */
export class PromiseApiError extends Error {
  readonly code = 'PROMISE_API_INVALID';

  constructor(promise: string, problem: string) {
    super(`Promise ${promise}: spec.api ${problem}`);
    this.name = 'PromiseApiError';
  }
}

/** A CustomResourceDefinition. Its schemas are passed on as they are. */
export interface DerivedCrd extends KubernetesObject {
  spec: JsonObject & { versions: CrdVersion[] };
  status?: { conditions?: Condition[] };
}

interface CrdVersion extends JsonObject {
  name: string;
  storage?: boolean;
}

/** Whether the Promise has an API. Kratix treats null and an empty API as none. */
export function hasApi(promise: KratixPromise) {
  const { api } = promise.spec ?? {};
  return isObject(api) && Object.keys(api).length > 0;
}

function versionsOf(promise: KratixPromise): CrdVersion[] {
  const versions = promise.spec?.api?.spec?.versions;
  const named = Array.isArray(versions)
    ? versions.filter(
        (version): version is CrdVersion =>
          isObject(version) && typeof version.name === 'string',
      )
    : [];
  if (!named.length) {
    throw new PromiseApiError(promise.metadata.name, 'has no versions');
  }
  return named;
}

function isStorage(version: CrdVersion, versions: CrdVersion[]) {
  const marked = versions.find(({ storage }) => storage === true);
  return version === (marked ?? versions[0]);
}

/** The kind that the Promise defines, in its storage version. */
export function requestTypeOf(promise: KratixPromise): ResourceType {
  const spec = promise.spec?.api?.spec;
  const names = spec?.names;
  const versions = versionsOf(promise);
  if (
    !isObject(names) ||
    typeof spec?.group !== 'string' ||
    typeof names.kind !== 'string' ||
    typeof names.plural !== 'string'
  ) {
    throw new PromiseApiError(
      promise.metadata.name,
      'must name group, names.kind and names.plural',
    );
  }
  return {
    group: spec.group,
    version: versions.find(version => isStorage(version, versions))!.name,
    plural: names.plural,
    kind: names.kind,
    namespaced: true,
  };
}

const text = { type: 'string' };
const time = { ...text, format: 'datetime' };
const int64 = { type: 'integer', format: 'int64' };
const object = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
});
const array = (items: JsonObject): JsonObject => ({ type: 'array', items });

/** The schema of the status of every resource request. It replaces the status schema in the Promise. */
const requestStatusSchema: JsonObject = {
  ...object({
    message: text,
    observedGeneration: int64,
    workflows: int64,
    workflowsSucceeded: int64,
    workflowsFailed: int64,
    conditions: array(
      object({
        type: text,
        status: text,
        reason: text,
        message: text,
        lastTransitionTime: time,
      }),
    ),
    kratix: object({
      workflows: object({
        lastSuccessfulConfigureWorkflowTime: text,
        suspendedGeneration: int64,
        pipelines: array(
          object({
            name: text,
            phase: text,
            message: text,
            nextRetryAt: text,
            attempts: int64,
            lastTransitionTime: time,
          }),
        ),
      }),
    }),
  }),
  'x-kubernetes-preserve-unknown-fields': true,
};

const defaultColumns = [
  { name: 'message', type: 'string', jsonPath: '.status.message' },
  {
    name: 'status',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Reconciled")].message',
  },
];

/** The schema of metadata, which limits the length of the name, because the name must be a valid label value. The rest of the author's schema stays. */
function metadataSchema(written: Json | undefined): JsonObject {
  const metadata = isObject(written) ? written : { type: 'object' };
  const properties = isObject(metadata.properties) ? metadata.properties : {};
  const name = isObject(properties.name) ? properties.name : {};
  return {
    ...metadata,
    properties: {
      ...properties,
      name: { ...name, type: 'string', maxLength: 63 },
    },
  };
}

/** Go reads JSON keys in any case, so Kratix accepts `JSONPath`; the API server knows `jsonPath` only. */
function printerColumns(columns: Json | undefined): JsonObject[] {
  const known = [
    'name',
    'type',
    'format',
    'description',
    'priority',
    'jsonPath',
  ];
  const spelling = (key: string) =>
    known.find(name => name.toLowerCase() === key.toLowerCase()) ?? key;
  return (Array.isArray(columns) ? columns : [])
    .filter(isObject)
    .map(column =>
      Object.fromEntries(
        Object.entries(column).map(([key, value]) => [spelling(key), value]),
      ),
    );
}

function derivedVersion(version: CrdVersion, storage: boolean): CrdVersion {
  const schema = isObject(version.schema) ? version.schema : {};
  const written = isObject(schema.openAPIV3Schema)
    ? schema.openAPIV3Schema
    : { type: 'object' };
  const properties = isObject(written.properties) ? written.properties : {};
  const columns = printerColumns(version.additionalPrinterColumns);
  return {
    ...version,
    subresources: {
      ...(isObject(version.subresources) ? version.subresources : {}),
      status: {},
    },
    schema: {
      ...schema,
      openAPIV3Schema: {
        ...written,
        properties: {
          ...properties,
          ...(storage ? { metadata: metadataSchema(properties.metadata) } : {}),
          status: requestStatusSchema,
        },
      },
    },
    additionalPrinterColumns: columns.length ? columns : defaultColumns,
  };
}

/** The CustomResourceDefinition that Kratix installs for a Promise. */
export function deriveCrd(promise: KratixPromise): DerivedCrd {
  const type = requestTypeOf(promise);
  const api = promise.spec!.api!;
  const versions = versionsOf(promise);
  const labels = isObject(api.metadata?.labels) ? api.metadata.labels : {};
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${type.plural}.${type.group}`,
      labels: {
        ...(labels as Record<string, string>),
        [labelNames.promise]: promise.metadata.name,
      },
    },
    spec: {
      ...api.spec,
      versions: versions.map(version =>
        derivedVersion(version, isStorage(version, versions)),
      ),
    },
  };
}
