import type { JsonObject, JsonValue } from '@backstage/types';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject } from '../values/json';

/** The API of a public CRD: the structure of its spec, without descriptions. */
export interface CrdShape {
  /** `metadata.name` of the CRD. */
  name: string;
  version: string;
  spec: JsonObject;
}

/**
 * The shapes of the CRDs of Gateway API, cert-manager, Prometheus operator, Strimzi, CloudNativePG, External Secrets, Crossplane and Cluster API,
 * as of November 2026: types, names, bounds, enums, defaults, and the CEL rules that only look at which fields are present.
 *
 * The file stores repeated parts once, in a separate list.
 */
export function readCrdShapes(): CrdShape[] {
  const text = readFileSync(join(__dirname, 'crdShapes.json'), 'utf8');
  const { shared, crds } = JSON.parse(text) as {
    shared: JsonObject[];
    crds: CrdShape[];
  };
  const expand = (value: JsonValue | undefined): JsonValue | undefined => {
    if (Array.isArray(value)) {
      return value.map(entry => expand(entry) as JsonValue);
    }
    const object = asObject(value);
    if (!object) {
      return value;
    }
    return typeof object.$shared === 'number'
      ? expand(shared[object.$shared])
      : Object.fromEntries(
          Object.entries(object).map(([key, inner]) => [key, expand(inner)]),
        );
  };
  return crds.map(crd => ({ ...crd, spec: expand(crd.spec) as JsonObject }));
}
