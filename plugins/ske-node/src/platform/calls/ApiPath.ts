import {
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
} from '@kratix-portal/plugin-ske-common';

declare const asserted: unique symbol;

/**
 * A request path below the API server's URL. Only the functions of this file create values of this type, so such a path is always safe. PlatformClient accepts no
 * other type.
 */
export type ApiPath = string & { [asserted]: true };

/**
 * The location of the objects of one kind. It comes from discovery or from a CustomResourceDefinition, and is never guessed.
 *
 * @public
 */
export interface ResourceLocation {
  /** Empty for the core group. */
  group: string;
  /** The version of the group, such as `v1alpha1`. */
  version: string;
  /** The name in a path, such as `promises`. */
  plural: string;
  /** Absent for a cluster-scoped kind. */
  namespace?: string;
}

// Each part starts and ends with a letter or digit, and has only dots and dashes in between. So a URL parser has nothing to decode, and
// nothing to resolve, such as `..` or `%2e%2e`.
const SAFE_PATH = /^\/apis?(?:\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)*$/;

/** The paths of the discovery of the core group, and of all other groups. */
export const CORE_KINDS_PATH = join(['api']);
export const GROUP_KINDS_PATH = join(['apis']);
export const ACCESS_REVIEW_PATH = join([
  'apis',
  'authorization.k8s.io',
  'v1',
  'selfsubjectaccessreviews',
]);
export const RULES_REVIEW_PATH = join([
  'apis',
  'authorization.k8s.io',
  'v1',
  'selfsubjectrulesreviews',
]);
export const IDENTITY_REVIEW_PATH = join([
  'apis',
  'authentication.k8s.io',
  'v1',
  'selfsubjectreviews',
]);

/** The metrics of the API server, the only path outside of its APIs. */
export const METRICS_PATH = '/metrics' as ApiPath;

/** Discovery of one apiVersion. */
export function discoveryPath(group: string, version: string): ApiPath {
  return join(groupVersionParts(group, version));
}

/** One object (S21). */
export function objectPath(location: ResourceLocation, name: string): ApiPath {
  return join([
    ...collectionParts(location),
    checked('name', name, isDnsSubdomain),
  ]);
}

/** The log of a Pod (S21). */
export function podLogPath(namespace: string, pod: string): ApiPath {
  return join([
    ...collectionParts({
      group: '',
      version: 'v1',
      plural: 'pods',
      namespace,
    }),
    checked('name', pod, isDnsSubdomain),
    'log',
  ]);
}

/** All objects of a kind, which is also the path of a create (S21). */
export function collectionPath(location: ResourceLocation): ApiPath {
  return join(collectionParts(location));
}

function collectionParts(location: ResourceLocation): string[] {
  const { group, version, plural, namespace } = location;
  return [
    ...groupVersionParts(group, version),
    ...(namespace === undefined
      ? []
      : ['namespaces', checked('namespace', namespace, isDnsLabel)]),
    checked('plural', plural, isDns1035Label),
  ];
}

function groupVersionParts(group: string, version: string): string[] {
  const checkedVersion = checked('version', version, isDns1035Label);
  return group === ''
    ? ['api', checkedVersion]
    : ['apis', checked('group', group, isDnsSubdomain), checkedVersion];
}

function checked(
  part: string,
  value: string,
  isValid: (value: string) => boolean,
): string {
  if (!isValid(value)) {
    // The callers have validated the user's input and returned an error for the user. This is a second check.
    throw new Error(`The ${part} of a request path is not valid`);
  }
  return encodeURIComponent(value);
}

function join(parts: string[]): ApiPath {
  const path = `/${parts.join('/')}`;
  assertApiPath(path);
  return path;
}

function assertApiPath(path: string): asserts path is ApiPath {
  if (!SAFE_PATH.test(path)) {
    throw new Error('The request path is not safe');
  }
}
