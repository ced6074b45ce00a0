const DECIMAL = /^\d+$/;

/**
 * Whether a resourceVersion is older than another one of the same collection. Kubernetes guarantees that both compare as integers (KEP-5504). A
 * version of another form is never older, so an API server with opaque versions is not relisted for nothing.
 */
export function isOlder(version: string, other: string): boolean {
  return (
    DECIMAL.test(version) &&
    DECIMAL.test(other) &&
    BigInt(version) < BigInt(other)
  );
}
