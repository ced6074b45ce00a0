import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import { isObject, objectsAt, textAt, valueAt } from '../values';

/** The schema of the version in which an object is edited. Each version of a kind has its own schema. Undefined if the Promise does not have that version. */
export function readVersionSchema(
  promise: KubernetesObject,
  { apiVersion, kind }: Pick<ResourceRef, 'apiVersion' | 'kind'>,
): JsonObject | undefined {
  const [group, name] = apiVersion.split('/');
  const api = valueAt(promise.spec, 'api', 'spec');
  if (textAt(api, 'group') !== group || textAt(api, 'names', 'kind') !== kind) {
    return undefined;
  }
  const version = objectsAt(api, 'versions').find(
    each => textAt(each, 'name') === name && each.served !== false,
  );
  const schema = valueAt(version, 'schema', 'openAPIV3Schema');
  return isObject(schema) ? schema : undefined;
}
