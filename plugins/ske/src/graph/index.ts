export { Graph } from './Graph';
export type { GraphNode, GraphNodeType } from './GraphNode';
export { countNodes, limitGraph, MAX_NODES } from './limitGraph';
