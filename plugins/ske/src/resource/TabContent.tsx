import { Suspense } from 'react';
import type { ResourceTab } from '../routes';
import { OverviewTab } from './overview';
import type { TabProps } from './request/TabProps';
import { lazyPart } from '../parts';

const PipelinesTab = lazyPart(() =>
  import('../object/pipelines').then(m => m.PipelinesTab),
);
const PlacementTab = lazyPart(() =>
  import('./placement').then(m => m.PlacementTab),
);
const EventsTab = lazyPart(() =>
  import('../object/events').then(m => m.EventsTab),
);
const YamlTab = lazyPart(() => import('../object/yaml').then(m => m.YamlTab));
const GraphTab = lazyPart(() => import('./graph').then(m => m.GraphTab));
const EditTab = lazyPart(() => import('./edit').then(m => m.EditTab));

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
