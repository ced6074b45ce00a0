import {
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
} from '@kratix-portal/plugin-ske-common';

declare const asserted: unique symbol;

/**
 * A request path below the API server's address that was built here, and so is safe. PlatformClient takes no other.
 */
export type ApiPath = string & { [asserted]: true };

/**
 * Where the objects of one kind live. Comes from discovery or from a CustomResourceDefinition, never from a guess.
 *
 * @public
 */
export interface ResourceLocation {
  /** Empty for the core group. */
  group: string;
  /** Of the group, such as `v1alpha1`. */
  version: string;
  /** As in a path: `promises`. */
  plural: string;
  /** Absent for a cluster-scoped kind. */
  namespace?: string;
}

// Each part begins and ends with a letter or digit, and has dots and dashes between at the most: nothing that a URL parser would read as
// something else, decode, or fold away as it does `..` and `%2e%2e`.
const SAFE_PATH = /^\/apis?(?:\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)*$/;

/** Where the API server lists all kinds: those of the core group, and those of all other groups. */
export const CORE_KINDS_PATH = join(['api']);
export const GROUP_KINDS_PATH = join(['apis']);
/** Where it says whether the caller may do something, and who the caller is. */
export const ACCESS_REVIEW_PATH = join([
  'apis',
  'authorization.k8s.io',
  'v1',
  'selfsubjectaccessreviews',
]);
export const IDENTITY_REVIEW_PATH = join([
  'apis',
  'authentication.k8s.io',
  'v1',
  'selfsubjectreviews',
]);

/** The list of kinds that one group and version serves. */
export function discoveryPath(group: string, version: string): ApiPath {
  return join(groupVersionParts(group, version));
}

/** The path of one object (S21). */
export function objectPath(location: ResourceLocation, name: string): ApiPath {
  return join([
    ...collectionParts(location),
    checked('name', name, isDnsSubdomain),
  ]);
}

/** The path of what a Pod's containers wrote (S21). */
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

/** The path of all objects of a kind: what a create is sent to (S21). */
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
    // Callers have checked their input already and told the user; this is the second lock.
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
    throw new Error('A request path was built that is not safe');
  }
}
