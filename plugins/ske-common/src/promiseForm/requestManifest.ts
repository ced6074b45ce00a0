import type { JsonObject, JsonValue } from '@backstage/types';
import { backstageKubernetesKeys, kratixLabels } from '../annotations';
import { formatApiVersion } from '../resources';
import { asObject, isTrue } from './values/json';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';

/**
 * Writes the manifest of a request from the values that a user filled in. The Template of a Promise writes the same manifest.
 *
 * @param options - `base` is a manifest whose other parts are kept, such as annotations; without it the manifest has the portal's labels
 * @public
 */
export function createRequestManifest(options: {
  promise: Pick<KratixPromise, 'metadata'>;
  api: PromiseApi;
  name: string;
  /** Ignored for a cluster-scoped API. */
  namespace?: string;
  spec?: JsonValue;
  base?: JsonObject;
}): JsonObject {
  const { promise, api, name, namespace, spec, base } = options;
  const metadata = base
    ? asObject(base.metadata)
    : { labels: requestLabels(promise.metadata.name) };
  const {
    name: _name,
    namespace: _namespace,
    ...otherMetadata
  } = metadata ?? {};
  const {
    apiVersion: _apiVersion,
    kind: _kind,
    metadata: _metadata,
    spec: _spec,
    ...others
  } = base ?? {};
  return {
    apiVersion: formatApiVersion(api),
    kind: api.kind,
    metadata: {
      name,
      ...(api.scope === 'Namespaced' &&
        namespace !== undefined && { namespace }),
      ...otherMetadata,
    },
    ...((hasSpec(api) || !isEmpty(spec)) && { spec: spec ?? {} }),
    ...others,
  };
}

/** Whether the API describes a spec, or keeps one. The cluster warns of an empty spec that it drops, and the portal then writes nothing. */
export function hasSpec({ schema }: PromiseApi): boolean {
  return (
    asObject(asObject(schema.properties)?.spec) !== undefined ||
    isTrue(schema['x-kubernetes-preserve-unknown-fields'])
  );
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || JSON.stringify(value) === '{}';
}

/** The labels that the portal gives to every request. */
export function requestLabels(promiseName: string): {
  [key: string]: string;
} {
  return {
    [backstageKubernetesKeys.id]: toLabelValue(promiseName),
    [kratixLabels.managedBy]: 'backstage',
  };
}

/** A label holds 63 characters, an object's name up to 253. */
function toLabelValue(name: string): string {
  return name.slice(0, 63).replace(/[^a-zA-Z0-9]+$/, '');
}
