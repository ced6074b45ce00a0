import { Children, isValidElement, type ReactNode } from 'react';
import { EntityOverview } from '../entity/EntityOverview';
import { EntityTab } from '../entity/EntityTab';
import { kratixTypeOf } from '../entity';
import { LegacyEntityFrame, useTypedEntity } from './LegacyFrame';
import type { ResourceType } from './types';

/**
 * Properties of `KratixOverviewTab`.
 *
 * @public
 */
export interface KratixOverviewTabProps {
  /** What the entity stands for, if the entity does not say it itself. */
  resourceType?: ResourceType;
  /** Cards that the tab shows below the live state, such as the graph of relations. */
  children?: ReactNode;
}

/**
 * Properties of `KratixManageTab`.
 *
 * @public
 */
export interface KratixManageTabProps {
  /** What the entity stands for, if the entity does not say it itself. */
  resourceType?: ResourceType;
}

export function OverviewTab(props: KratixOverviewTabProps) {
  const cards = Children.toArray(props.children)
    .filter(child => isValidElement(child))
    .map(element => ({ element }));
  return (
    <LegacyEntityFrame resourceType={props.resourceType}>
      <EntityOverview cards={cards} />
    </LegacyEntityFrame>
  );
}

/** The form with which the user changes a resource, below the buttons of its header. A Promise has only these buttons. */
export function ManageTab(props: KratixManageTabProps) {
  const type = kratixTypeOf(useTypedEntity(props.resourceType));
  return (
    <LegacyEntityFrame resourceType={props.resourceType}>
      <EntityTab tab={type === 'resource' ? 'edit' : 'overview'} />
    </LegacyEntityFrame>
  );
}

/** Another tab of an entity page. */
export function LegacyTab(props: { tab: string }) {
  return (
    <LegacyEntityFrame>
      <EntityTab tab={props.tab} />
    </LegacyEntityFrame>
  );
}
