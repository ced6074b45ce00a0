import type { JsonValue } from '@backstage/types';
import type { Schema } from '../editor';
import { asObject } from '../values';
import type { ListKeys } from './mergeValues';

/** Reads from the schema of an object which of its lists have keys. */
export function readListKeys(schema: Schema | undefined): ListKeys {
  return path => {
    const found = path.reduce<Schema | undefined>(
      (at, step) =>
        at &&
        (asObject(at.items) ??
          asObject(asObject(at.properties)?.[step]) ??
          asObject(at.additionalProperties)),
      schema,
    );
    const keys: JsonValue | undefined = found?.['x-kubernetes-list-map-keys'];
    return found?.['x-kubernetes-list-type'] === 'map' && Array.isArray(keys)
      ? keys.filter(key => typeof key === 'string')
      : undefined;
  };
}
