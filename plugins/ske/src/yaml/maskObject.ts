import type { KubernetesObject } from '../live';
import {
  hasSecretForm,
  looksSecret,
  MASK,
  maskValue,
  type IsSecret,
} from '../values';

/** An object whose secret-looking values are hidden. */
export interface MaskedObject {
  readonly object: KubernetesObject;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** Contains a copy of the spec. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Hides the values of a spec and a status that look like a secret, by their names or their form. The spec of a Promise has schemas, in which
 * `password` is the name of a field, so only the form of a value counts there.
 */
export function maskObject(object: KubernetesObject): MaskedObject {
  const { spec, status, metadata } = object;
  const isSecret: IsSecret =
    object.kind === 'Promise' ? hasSecretForm : looksSecret;
  const ownSpec =
    spec === undefined ? undefined : maskValue(spec, [], isSecret);
  const ownStatus =
    status === undefined ? undefined : maskValue(status, [], looksSecret);
  const hidden = (ownSpec?.hidden ?? 0) + (ownStatus?.hidden ?? 0);
  if (hidden === 0) {
    return { object, hidden };
  }
  const masked = {
    ...object,
    ...(ownSpec && { spec: ownSpec.value }),
    ...(ownStatus && { status: ownStatus.value }),
  } as KubernetesObject;
  const annotations = metadata.annotations;
  if (annotations?.[LAST_APPLIED] === undefined) {
    return { object: masked, hidden };
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
