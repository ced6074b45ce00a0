import { parseEntityRef } from '@backstage/catalog-model';
import type { MappingConfig } from '../config/KratixProviderConfig';

/** What a mapping looks at. */
export interface MappedObject {
  annotations: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  /** Absent for a Promise. */
  namespace?: string;
}

const OBJECT_NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/**
 * The entity reference that an object asks for: by annotation, by label, by its namespace, by default. One that is no entity reference is passed
 * over: the catalog would refuse the whole entity for it.
 *
 * @param first - an annotation that wins over all: SKE's own customisation
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
    return false; // That it is none is the answer.
  }
}
