/** A resource request of one of the demo's sample Promises. */
export interface SampleRequest {
  apiVersion: string;
  kind: string;
  /** The plural name in URLs of the API server. */
  resource: string;
  namespace: string;
  name: string;
  spec: Record<string, unknown>;
}

/** A request for a bucket. */
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

/** The object as JSON, which is also YAML. */
export function manifestOf(request: SampleRequest): string {
  const { apiVersion, kind, namespace, name, spec } = request;
  return JSON.stringify({
    apiVersion,
    kind,
    metadata: { name, namespace },
    spec,
  });
}

/** The query or body that identifies an object in the `ske` plugin's routes. */
export function refOf(request: SampleRequest): Record<string, string> {
  const { apiVersion, kind, namespace, name } = request;
  return { apiVersion, kind, namespace, name };
}
