/*
 * The resourceVersions of one kind in one cluster can be compared as decimal numbers:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions. They have up to 64 bits, so a number would lose digits.
 */
const VERSION = /^[0-9]{1,20}$/;

/**
 * Whether resourceVersion `a` is older than `b`. It is false when one of them is not a number, so an API server with opaque resourceVersions is not relisted.
 *
 * @public
 */
export function isOlderVersion(a: string, b: string): boolean {
  return VERSION.test(a) && VERSION.test(b) && BigInt(a) < BigInt(b);
}
