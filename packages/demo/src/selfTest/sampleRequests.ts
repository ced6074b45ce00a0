/**
 * A resource request of one of the demo's sample Promises.
 */
export interface SampleRequest {
  apiVersion: string;
  kind: string;
  /** As in a URL of the API server. */
  resource: string;
  namespace: string;
  name: string;
  spec: Record<string, unknown>;
}

/** A bucket, as somebody would ask for it. */
export function objectBucket(
  name: string,
  spec: Record<string, unknown> = {},
): SampleRequest {
  return {
    apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
    kind: 'ObjectBucket',
    resource: 'objectbuckets',
    namespace: 'default',
    name,
    spec: { team: 'payments', ...spec },
  };
}

/** The object in full, as YAML (JSON is YAML). */
export function manifestOf(request: SampleRequest): string {
  const { apiVersion, kind, namespace, name, spec } = request;
  return JSON.stringify({
    apiVersion,
    kind,
    metadata: { name, namespace },
    spec,
  });
}

/** The query and body by which the `ske` plugin's routes name an object. */
export function refOf(request: SampleRequest): Record<string, string> {
  const { apiVersion, kind, namespace, name } = request;
  return { apiVersion, kind, namespace, name };
}
