import { FamilyCard } from '../family';
import { FieldsCard } from '../fields';
import { HealthCard } from '../health';
import type { TabProps } from '../TabProps';
import { VersionCard } from '../version';
import { ConditionsCard } from './ConditionsCard';
import { DeletionCard } from './DeletionCard';
import { MetadataCard } from './MetadataCard';
import { OutputsCard } from './OutputsCard';
import styles from './OverviewTab.module.css';
import { WorkflowCard } from './WorkflowCard';

/** What people look for first is at the top: how to reach what they requested. */
export function OverviewTab(props: TabProps) {
  return (
    <div className={styles.cards}>
      <div className={styles.main}>
        <DeletionCard {...props} />
        <OutputsCard {...props} />
        <WorkflowCard {...props} />
        <ConditionsCard {...props} />
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
