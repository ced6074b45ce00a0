import { useMemo } from 'react';
import { useWords } from '../words';
import { GraphTree } from './GraphTree';
import type { GraphNode } from './GraphNode';
import { limitGraph } from './limitGraph';

/** Shows a graph as a tree list: at most 200 nodes, those in trouble before all others. */
export function Graph(props: {
  /** Names the list for screen readers. */
  label: string;
  root: GraphNode;
}) {
  const t = useWords();
  const root = useMemo(
    () => limitGraph(props.root, count => t('graph.more', { count })),
    [props.root, t],
  );
  return <GraphTree label={props.label} root={root} />;
}
