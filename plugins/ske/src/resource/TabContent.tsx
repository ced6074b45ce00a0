import { lazy, Suspense } from 'react';
import type { ResourceTab } from '../routes';
import { OverviewTab } from './overview';
import type { TabProps } from './request/TabProps';

const PipelinesTab = lazy(() =>
  import('../object/pipelines').then(m => ({ default: m.PipelinesTab })),
);
const PlacementTab = lazy(() =>
  import('./placement').then(m => ({ default: m.PlacementTab })),
);
const EventsTab = lazy(() =>
  import('../object/events').then(m => ({ default: m.EventsTab })),
);
const YamlTab = lazy(() =>
  import('../object/yaml').then(m => ({ default: m.YamlTab })),
);
const GraphTab = lazy(() =>
  import('./graph').then(m => ({ default: m.GraphTab })),
);
const EditTab = lazy(() =>
  import('./edit').then(m => ({ default: m.EditTab })),
);

const contents: Readonly<Record<ResourceTab, React.ComponentType<TabProps>>> = {
  overview: OverviewTab,
  pipelines: PipelinesTab,
  placement: PlacementTab,
  events: EventsTab,
  yaml: YamlTab,
  graph: GraphTab,
  edit: EditTab,
};

/** The content of the open tab. Only the open tab reads data, so a closed tab costs nothing. */
export function TabContent(props: TabProps & { tab: ResourceTab }) {
  const { tab, ...tabProps } = props;
  const Content = contents[tab];
  return (
    <Suspense fallback={null}>
      <Content {...tabProps} />
    </Suspense>
  );
}
