/**
 * Finds the nodes of a graph that can reach each other: Tarjan's strongly connected components, without recursion.
 *
 * @param count - the number of nodes; each node is a number below it
 * @param next - returns the nodes to which arrows lead from a node
 * @returns the number of its component, for each node
 */
export function findComponents(
  count: number,
  next: (node: number) => number[],
): Int32Array {
  const component = new Int32Array(count).fill(-1);
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const open: number[] = [];
  const path: Array<{ node: number; next: number[] }> = [];
  let visited = 0;
  let components = 0;

  const enter = (node: number) => {
    index[node] = low[node] = visited++;
    open.push(node);
    path.push({ node, next: next(node) });
  };
  const leave = (node: number) => {
    const parent = path.at(-1)?.node;
    if (parent !== undefined) {
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] !== index[node]) {
      return;
    }
    for (let member = -1; member !== node;) {
      member = open.pop()!;
      component[member] = components;
    }
    components += 1;
  };

  for (let root = 0; root < count; root++) {
    if (index[root] === -1) {
      enter(root);
    }
    while (path.length > 0) {
      const step = path[path.length - 1];
      const target = step.next.pop();
      if (target === undefined) {
        path.pop();
        leave(step.node);
      } else if (index[target] === -1) {
        enter(target);
      } else if (component[target] === -1) {
        low[step.node] = Math.min(low[step.node], index[target]);
      }
    }
  }
  return component;
}
