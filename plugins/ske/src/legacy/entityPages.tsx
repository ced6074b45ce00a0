import { EntityLayout } from '@backstage/plugin-catalog';
import type { ReactNode } from 'react';
import { useWords, type Words } from '../words';
import { LegacyFrame } from './LegacyFrame';
import { LegacyTab, ManageTab, OverviewTab } from './tabs';
import type { ResourceType } from './types';

/**
 * Properties of `KratixPromiseEntityPage` and `KratixResourceEntityPage`.
 *
 * @public
 */
export interface KratixEntityPageProps {
  /** More tabs: `EntityLayout.Route` elements. */
  children?: ReactNode;
}

const promiseTabs = ['api', 'requests', 'pipelines', 'events', 'yaml'] as const;

const resourceTabs = [
  'pipelines',
  'placement',
  'events',
  'yaml',
  'graph',
] as const;

export function PromiseEntityPage(props: KratixEntityPageProps) {
  return <EntityPage {...props} type="promise" tabs={promiseTabs} />;
}

export function ResourceEntityPage(props: KratixEntityPageProps) {
  return <EntityPage {...props} type="resource" tabs={resourceTabs} />;
}

function EntityPage(
  props: KratixEntityPageProps & {
    type: ResourceType;
    tabs: readonly (
      (typeof promiseTabs)[number] | (typeof resourceTabs)[number]
    )[];
  },
) {
  const { children, type, tabs } = props;
  const t = useWords();
  return (
    <LegacyFrame>
      <EntityLayout>
        <EntityLayout.Route path="/" title={t('legacy.tab.overview')}>
          <OverviewTab resourceType={type} />
        </EntityLayout.Route>
        {type === 'resource' && manageRoute(t)}
        {tabs.map(tab => (
          <EntityLayout.Route
            key={tab}
            path={`/${tab}`}
            title={t(`entity.tab.${tab}`)}
          >
            <LegacyTab tab={tab} />
          </EntityLayout.Route>
        ))}
        {children}
      </EntityLayout>
    </LegacyFrame>
  );
}

/** The header of a resource links to this path. */
function manageRoute(t: Words) {
  return (
    <EntityLayout.Route path="/edit" title={t('legacy.tab.manage')}>
      <ManageTab resourceType="resource" />
    </EntityLayout.Route>
  );
}
