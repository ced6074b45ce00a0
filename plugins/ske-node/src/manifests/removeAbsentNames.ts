import type { JsonObject } from '@backstage/types';
import { portalAnnotations } from '@kratix-portal/plugin-ske-common';
import { isObject, metadataOf } from './jsonObject';
import type { KeptField, UpdateManifest } from './keepFieldsOfOthers';
import type { Manifest } from './parseManifest';
import { isProtectedName } from './protectedNames';

/**
 * Completes a manifest that was made from the whole object. The update then removes the labels and annotations of the live object that the manifest does not have,
 * even if another field manager wrote them. Labels and annotations of Kratix and of the portal stay.
 */
export function removeAbsentNames(
  live: JsonObject,
  manifest: Manifest,
): UpdateManifest {
  const kept: KeptField[] = [];
  const withdrawn = (key: 'labels' | 'annotations') => {
    const current = metadataOf(live)[key];
    const absent = Object.keys(isObject(current) ? current : {}).filter(
      name => !Object.hasOwn(manifest[key], name),
    );
    // A manifest never contains the annotation of the portal, because no manifest may set it.
    const own = absent.filter(name => name !== portalAnnotations.requestedBy);
    kept.push(
      ...own
        .filter(isProtectedName)
        .map(name => ({ path: ['metadata', key, name] })),
    );
    return own.filter(name => !isProtectedName(name));
  };
  return {
    ...manifest,
    withdrawn: {
      labels: withdrawn('labels'),
      annotations: withdrawn('annotations'),
    },
    kept,
  };
}
