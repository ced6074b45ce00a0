/*
 * The resourceVersions of one kind in one cluster can be compared as decimal numbers:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions. They have up to 64 bits, and a JavaScript number would lose digits.
 */
const VERSION = /^[0-9]{1,20}$/;

/**
 * Whether resourceVersion `a` is older than `b`. It is false if `a` or `b` is not a number. So a watch of an API server with opaque resourceVersions is never relisted because of this check.
 *
 * @public
 */
export function isOlderVersion(a: string, b: string): boolean {
  return VERSION.test(a) && VERSION.test(b) && BigInt(a) < BigInt(b);
}
