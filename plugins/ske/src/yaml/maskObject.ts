import {
  LAST_APPLIED,
  looksSecret,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import type { JsonValue } from '@backstage/types';
import type { KubernetesObject } from '../live';
import { MASK, maskValue } from '../values';

/** An object whose secret-looking values are hidden. */
export interface MaskedObject {
  readonly object: KubernetesObject;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** Hides the values of a spec and a status, labels and annotations that look like a secret, by their names or their form. */
export function maskObject(object: KubernetesObject): MaskedObject {
  const { spec, status, metadata } = object;
  const own = {
    spec: maskPart(spec),
    status: maskPart(status),
    labels: maskPart(metadata.labels),
    annotations: maskPart(metadata.annotations),
  };
  const parts = Object.values(own);
  const hidden = parts.reduce((sum, part) => sum + (part?.hidden ?? 0), 0);
  const copy = metadata.annotations?.[LAST_APPLIED];
  const isCopyHidden =
    copy !== undefined && (hidden > 0 || hidesCopy(copy, looksSecret));
  if (hidden === 0 && !isCopyHidden) {
    return { object, hidden };
  }
  const annotations = own.annotations?.value as Record<string, string>;
  const isCounted = annotations?.[LAST_APPLIED] === MASK;
  return {
    object: {
      ...object,
      metadata: {
        ...metadata,
        ...(own.labels && { labels: own.labels.value }),
        ...(annotations && {
          annotations: {
            ...annotations,
            ...(isCopyHidden && { [LAST_APPLIED]: MASK }),
          },
        }),
      },
      ...(own.spec && { spec: own.spec.value }),
      ...(own.status && { status: own.status.value }),
    } as KubernetesObject,
    hidden: hidden + Number(isCopyHidden && !isCounted),
  };
}

/** Whether the copy of kubectl has a secret in its spec, even one that the object no longer has. */
export function hidesCopy(copy: string, isSecret: IsSecret): boolean {
  try {
    const { spec } = JSON.parse(copy) as { spec?: JsonValue };
    return spec !== undefined && maskValue(spec, [], isSecret).hidden > 0;
  } catch {
    return false;
  }
}

function maskPart(value: object | undefined) {
  return value === undefined
    ? undefined
    : maskValue(value as JsonValue, [], looksSecret);
}
