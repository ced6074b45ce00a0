import { FamilyCard } from '../family';
import { FieldsCard } from '../fields';
import { HealthCard } from '../health';
import { ConditionsCard } from '../../object/conditions';
import type { TabProps } from '../TabProps';
import { useRequestState } from '../useRequestState';
import { VersionCard } from '../version';
import { DeletionCard } from './DeletionCard';
import { MetadataCard } from './MetadataCard';
import { OutputsCard } from './OutputsCard';
import styles from './OverviewTab.module.css';
import { WorkflowCard } from './WorkflowCard';

/** What people look for first is at the top: how to reach what they requested. */
export function OverviewTab(props: TabProps) {
  const { decidedBy } = useRequestState(props.resourceRef, props.object);
  return (
    <div className={styles.cards}>
      <div className={styles.main}>
        <DeletionCard {...props} />
        <OutputsCard {...props} />
        <WorkflowCard {...props} />
        <ConditionsCard object={props.object} decidedBy={decidedBy} />
        <FamilyCard {...props} />
      </div>
      <div className={styles.side}>
        <FieldsCard {...props} />
        <HealthCard {...props} />
        <VersionCard {...props} />
        <MetadataCard {...props} />
      </div>
    </div>
  );
}
