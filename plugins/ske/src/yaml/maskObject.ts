import type { JsonValue } from '@backstage/types';
import { isSecretText } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import { isSecretPath, MASK } from '../values';

/** An object whose secret-looking values are hidden. */
export interface MaskedObject {
  readonly object: KubernetesObject;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** Contains a copy of the spec. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Hides the values of a spec and a status that look like a secret, by their names or their form. The spec of a Promise has schemas, in which
 * `password` is the name of a field, so only the form of a value counts there.
 */
export function maskObject(object: KubernetesObject): MaskedObject {
  let hidden = 0;
  const mask = (
    value: JsonValue,
    path: string[],
    byName: boolean,
  ): JsonValue => {
    if (typeof value === 'object' && value !== null) {
      return Array.isArray(value)
        ? value.map(each => mask(each, path, byName))
        : Object.fromEntries(
            Object.entries(value).map(([key, each]) => [
              key,
              mask(each ?? null, [...path, key], byName),
            ]),
          );
    }
    const isSecret =
      typeof value !== 'boolean' &&
      value !== null &&
      value !== '' &&
      (isSecretText(String(value)) || (byName && isSecretPath(path)));
    hidden += isSecret ? 1 : 0;
    return isSecret ? MASK : value;
  };
  const { spec, status, metadata } = object;
  const masked = {
    ...object,
    ...(spec !== undefined && {
      spec: mask(spec, [], object.kind !== 'Promise'),
    }),
    ...(status !== undefined && { status: mask(status, [], true) }),
  } as KubernetesObject;
  const annotations = metadata.annotations;
  if (hidden === 0 || annotations?.[LAST_APPLIED] === undefined) {
    return { object: hidden === 0 ? object : masked, hidden };
  }
  return {
    object: {
      ...masked,
      metadata: {
        ...metadata,
        annotations: { ...annotations, [LAST_APPLIED]: MASK },
      },
    },
    hidden: hidden + 1,
  };
}
