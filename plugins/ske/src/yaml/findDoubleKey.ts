import { isScalar, visit, type Node, type Scalar } from 'yaml';

/** The first key that a mapping has twice. The YAML library compares each key with all others, which takes minutes for a pasted log file. */
export function findDoubleKey(root: Node | null): Scalar | undefined {
  let found: Scalar | undefined;
  visit(root, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      found = items
        .map(({ key }) => key)
        .filter(isScalar)
        .find(({ value }) => seen.size === seen.add(value).size);
      return found && visit.BREAK;
    },
  });
  return found;
}
