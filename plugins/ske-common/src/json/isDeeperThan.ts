/**
 * Whether lists and objects are nested in a value more than this many levels deep. A list or object without lists or objects in it is one level.
 *
 * @remarks
 * Most functions that read a value are recursive, and a few thousand levels would exceed the call stack.
 *
 * @public
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (levels === 0 ||
      Object.values(value).some(inner => isDeeperThan(inner, levels - 1)))
  );
}
