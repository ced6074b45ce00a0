/*
 * Kubernetes' grammars for names (k8s.io/apimachinery/pkg/util/validation). Each part of a request path is validated against its grammar first:
 * `..` survives URI encoding, so encoding alone is not a defence.
 */

const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const KIND = /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const SUBDOMAIN_MAX_LENGTH = 253;

/**
 * RFC 1123 label: a namespace.
 *
 * @public
 */
export function isDnsLabel(value: string): boolean {
  return LABEL.test(value);
}

/**
 * RFC 1123 subdomain: an API group, or the name of an object.
 *
 * @public
 */
export function isDnsSubdomain(value: string): boolean {
  return (
    value.length <= SUBDOMAIN_MAX_LENGTH &&
    /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(
      value,
    )
  );
}

/**
 * RFC 1035 label: an API version (`v1alpha1`), or the plural of a kind.
 *
 * @public
 */
export function isDns1035Label(value: string): boolean {
  return LABEL_1035.test(value);
}

/**
 * A kind, such as `ConfigMap`: an RFC 1035 label when written in lower case.
 *
 * @public
 */
export function isKind(value: string): boolean {
  return KIND.test(value);
}
