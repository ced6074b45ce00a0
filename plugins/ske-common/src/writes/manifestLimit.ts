/**
 * The most bytes, in UTF-8, that a manifest may have. While a backend parses a manifest, it serves no other user, so the limit is far below the
 * 1.5 MiB that etcd stores.
 *
 * @public
 */
export const MOST_MANIFEST_BYTES: number = 512 * 1024;
