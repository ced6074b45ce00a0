import { Graph } from '../../graph';
import { SectionCard } from '../../parts';
import { useWords } from '../../words';
import type { TabProps } from '../request/TabProps';
import { useGraph } from './useGraph';

/** The request with everything that belongs to it. */
export function GraphTab({ resourceRef, object }: TabProps) {
  const t = useWords();
  const root = useGraph(resourceRef, object);
  return (
    <SectionCard title={t('graph.title')}>
      <Graph label={t('graph.title')} root={root} />
    </SectionCard>
  );
}
