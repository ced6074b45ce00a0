import { Suspense, type ComponentType } from 'react';
import type { PromiseTab } from '../routes';
import { OverviewTab } from './overview';
import type { PromiseTabProps } from './tab/PromiseTabProps';
import { lazyPart } from '../parts';

const ApiTab = lazyPart(() => import('./api').then(m => m.ApiTab));
const RequestsTab = lazyPart(() =>
  import('./RequestsTab').then(m => m.RequestsTab),
);
const PipelinesTab = lazyPart(() =>
  import('../object/pipelines').then(m => m.PipelinesTab),
);
const EventsTab = lazyPart(() =>
  import('../object/events').then(m => m.EventsTab),
);
const YamlTab = lazyPart(() => import('../object/yaml').then(m => m.YamlTab));

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
