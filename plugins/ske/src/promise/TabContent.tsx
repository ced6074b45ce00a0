import { lazy, Suspense, type ComponentType } from 'react';
import type { PromiseTab } from '../routes';
import { OverviewTab } from './overview';
import type { PromiseTabProps } from './tab/PromiseTabProps';

const ApiTab = lazy(() => import('./api').then(m => ({ default: m.ApiTab })));
const RequestsTab = lazy(() =>
  import('./RequestsTab').then(m => ({ default: m.RequestsTab })),
);
const PipelinesTab = lazy(() =>
  import('../object/pipelines').then(m => ({ default: m.PipelinesTab })),
);
const EventsTab = lazy(() =>
  import('../object/events').then(m => ({ default: m.EventsTab })),
);
const YamlTab = lazy(() =>
  import('../object/yaml').then(m => ({ default: m.YamlTab })),
);

const contents: Readonly<Record<PromiseTab, ComponentType<PromiseTabProps>>> = {
  overview: OverviewTab,
  api: ApiTab,
  requests: RequestsTab,
  pipelines: PipelinesTab,
  events: EventsTab,
  yaml: YamlTab,
};

/** The content of the open tab. Only the open tab reads data, so a closed tab costs nothing. */
export function TabContent(props: PromiseTabProps & { tab: PromiseTab }) {
  const { tab, ...tabProps } = props;
  const Content = contents[tab];
  return (
    <Suspense fallback={null}>
      <Content {...tabProps} />
    </Suspense>
  );
}
