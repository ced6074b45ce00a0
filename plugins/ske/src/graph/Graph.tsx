import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { Suspense, useMemo } from 'react';
import { lazyPart, PageSkeleton, useIsNarrow } from '../parts';
import { useRemembered } from '../remembered';
import { useWords } from '../words';
import styles from './Graph.module.css';
import type { GraphNode } from './GraphNode';
import { GraphTree } from './GraphTree';
import { limitGraph } from './limitGraph';

/** The drawing is a separate chunk, because the list is enough for most visits. */
const GraphDrawing = lazyPart(() =>
  import('./GraphDrawing').then(m => m.default),
);

const views = ['list', 'drawing'] as const;
type View = (typeof views)[number];

const readView = (stored: unknown): View =>
  views.find(view => view === stored) ?? 'list';

/**
 * Shows a graph as a tree list or as a drawing, with at most 200 nodes. Nodes that need attention have precedence. A narrow window has room for the
 * list only.
 */
export function Graph(props: {
  /** Names the graph for screen readers. */
  label: string;
  root: GraphNode;
}) {
  const { label } = props;
  const t = useWords();
  const isNarrow = useIsNarrow();
  const [preferred, setPreferred] = useRemembered('graph-view', readView);
  const view = isNarrow ? 'list' : preferred;
  const root = useMemo(
    () => limitGraph(props.root, count => t('graph.more', { count })),
    [props.root, t],
  );
  return (
    <>
      <div className={styles.head}>
        <Text as="p" variant="body-small" color="secondary">
          {view === 'list' ? t('graph.keys') : t('graph.drawingKeys')}
        </Text>
        {!isNarrow && (
          <ToggleButtonGroup
            aria-label={t('graph.view')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={keys => setPreferred(readView([...keys][0]))}
          >
            {views.map(each => (
              <ToggleButton key={each} id={each} size="small">
                {t(`graph.view.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )}
      </div>
      {view === 'list' ? (
        <GraphTree label={label} root={root} />
      ) : (
        <Suspense fallback={<PageSkeleton shape="rows" />}>
          <GraphDrawing label={label} root={root} />
        </Suspense>
      )}
    </>
  );
}
