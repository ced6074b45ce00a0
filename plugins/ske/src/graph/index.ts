export { Graph } from './Graph';
export type { GraphNode, GraphNodeType } from './GraphNode';
export { MAX_NODES } from './limitGraph';
