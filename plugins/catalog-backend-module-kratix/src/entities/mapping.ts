import { parseEntityRef } from '@backstage/catalog-model';
import type { MappingConfig } from '../config/KratixProviderConfig';

/** The fields of an object that a mapping reads. */
export interface MappedObject {
  annotations: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  /** Undefined for a Promise. */
  namespace?: string;
}

const OBJECT_NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/**
 * Finds the owner or system of an object: by annotation, label, namespace, or the default. Values that are not entity references are skipped,
 * because with such a value the catalog would reject the whole entity.
 *
 * @param first - an annotation that takes precedence over everything else: SKE's own customisation
 */
export function mapToEntityRef(
  mapping: MappingConfig,
  object: MappedObject,
  first: string,
): string | undefined {
  const { annotations, labels, namespace } = object;
  const candidates = [
    annotations[first],
    ...mapping.annotations.map(key => annotations[key]),
    ...mapping.labels.map(key => labels[key]),
    namespace === undefined || !Object.hasOwn(mapping.namespaces, namespace)
      ? undefined
      : mapping.namespaces[namespace],
    mapping.default,
  ];
  return candidates
    .map(candidate => candidate?.trim())
    .find(candidate => candidate !== undefined && isEntityRef(candidate));
}

function isEntityRef(text: string): boolean {
  try {
    const { kind, namespace, name } = parseEntityRef(text, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return [kind, namespace, name].every(part => OBJECT_NAME.test(part));
  } catch {
    return false;
  }
}
