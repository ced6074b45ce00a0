import type { ObjectState, StateWord } from '@kratix-portal/plugin-ske-common';

/** What a node of the graph stands for. */
export type GraphNodeType =
  | 'promise'
  | 'request'
  | 'run'
  | 'work'
  | 'destination'
  | 'part'
  | 'parent'
  /** Something that the user may not see. */
  | 'hidden'
  /** Stands for nodes that are left out because there are too many. */
  | 'more';

/** A node of the graph with its children. The tree list and the drawing show the same nodes. */
export interface GraphNode {
  /** Unique in the graph, and stable while the object exists. */
  readonly id: string;
  readonly type: GraphNodeType;
  /** The name of an object of the cluster, such as a Destination, or a translated text for `hidden` and `more`. */
  readonly title: string;
  /** More about the object, such as the Destination's path or the reason why it is hidden. */
  readonly detail?: string;
  /** Absent for a node without a state. */
  readonly state?: ObjectState<StateWord>;
  /** The page of the object. */
  readonly href?: string;
  readonly children: readonly GraphNode[];
}
