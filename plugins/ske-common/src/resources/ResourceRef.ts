import { invalidField, InvalidInputField, SkeError } from '../errors';
import { isDns1035Label, isDnsLabel, isDnsSubdomain, isKind } from './grammar';

/**
 * A reference to one object in the platform cluster.
 *
 * @public
 */
export interface ResourceRef {
  /** `v1`, or a group and a version: `platform.kratix.io/v1alpha1`. */
  apiVersion: string;
  /** The kind in the spelling of the cluster: `ConfigMap`. */
  kind: string;
  /** Absent for a cluster-scoped kind, and for the default namespace. */
  namespace?: string;
  /** `metadata.name`. */
  name: string;
}

/**
 * The paths that an error uses for the name and the namespace of a {@link ResourceRef}.
 *
 * @public
 */
export interface ResourceRefPaths {
  /** Such as `metadata.namespace`. */
  namespace: string;
  /** Such as `metadata.name`. */
  name: string;
}

/**
 * An `apiVersion` in its two parts. The core group is the empty string.
 *
 * @public
 */
export interface GroupVersion {
  /** Empty for the core group. */
  group: string;
  /** Such as `v1alpha1`. */
  version: string;
}

/**
 * Splits an `apiVersion` into group and version.
 *
 * @returns undefined if it does not have the form `version` or `group/version`
 * @public
 */
export function parseApiVersion(apiVersion: string): GroupVersion | undefined {
  const parts = apiVersion.split('/');
  const version = parts.pop() ?? '';
  const group = parts.pop();
  if (parts.length > 0 || !isDns1035Label(version)) {
    return undefined;
  }
  if (group === undefined) {
    return { group: '', version };
  }
  return isDnsSubdomain(group) ? { group, version } : undefined;
}

/**
 * Creates the error cause for a text that {@link parseApiVersion} cannot read.
 *
 * @param field - the path of the text
 * @public
 */
export function invalidApiVersion(field: string): InvalidInputField {
  return invalidField(field, 'is not of the form "version" or "group/version"');
}

/**
 * Joins group and version into an `apiVersion`.
 *
 * @public
 */
export function formatApiVersion(groupVersion: GroupVersion): string {
  const { group, version } = groupVersion;
  return group === '' ? version : `${group}/${version}`;
}

/**
 * Validates each part of a reference against its Kubernetes grammar.
 *
 * @example
 * ```ts
 * const ref = parseResourceRef({ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' });
 * ```
 * @param paths - the paths of namespace and name that the messages use: a manifest has both in its metadata
 * @throws {@link SkeError} with code `invalid-input` that names every part at fault
 * @public
 */
export function parseResourceRef(
  input: ResourceRef,
  paths: ResourceRefPaths = { namespace: 'namespace', name: 'name' },
): ResourceRef {
  const fields: InvalidInputField[] = [];
  if (!parseApiVersion(input.apiVersion)) {
    fields.push(invalidApiVersion('apiVersion'));
  }
  if (!isKind(input.kind)) {
    fields.push(invalidField('kind', 'is not a Kubernetes kind'));
  }
  if (input.namespace !== undefined && !isDnsLabel(input.namespace)) {
    fields.push(
      invalidField(
        paths.namespace,
        'is not a namespace name: at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends',
      ),
    );
  }
  if (!isDnsSubdomain(input.name)) {
    fields.push(
      invalidField(
        paths.name,
        'is not an object name: at most 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends of each part',
      ),
    );
  }
  if (fields.length > 0) {
    throw SkeError.invalidInput(fields);
  }
  const { apiVersion, kind, namespace, name } = input;
  return namespace === undefined
    ? { apiVersion, kind, name }
    : { apiVersion, kind, namespace, name };
}

/**
 * Describes an object for messages: `Database orders in namespace team-a`.
 *
 * @public
 */
export function describeResourceRef(ref: ResourceRef): string {
  const where = ref.namespace ? ` in namespace ${ref.namespace}` : '';
  return `${ref.kind} ${ref.name}${where}`;
}
