import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import { FamilyCard } from '../family';
import { FieldsCard } from '../fields';
import { HealthCard } from '../health';
import { CardColumns } from '../../parts';
import { ConditionsCard } from '../../object/conditions';
import { DeletionCard } from '../../object/deletion';
import { MetadataCard } from '../../object/metadata';
import { WorkflowCard } from '../../object/workflow';
import { usePromiseOf } from '../request/usePromiseOf';
import type { TabProps } from '../request/TabProps';
import { useRequestState } from '../request/useRequestState';
import { VersionCard } from '../version';
import { OutputsCard } from './OutputsCard';

/** The connection details are at the top, because users look for them first. */
export function OverviewTab(props: TabProps) {
  const { object: promise } = usePromiseOf(props.object);
  const { decidedBy } = useRequestState(props.resourceRef, props.object);
  return (
    <CardColumns
      main={
        <>
          <DeletionCard
            {...props}
            isPromisePaused={isLabelSet(
              promise?.metadata.labels,
              kratixLabels.paused,
            )}
          />
          <OutputsCard {...props} />
          <WorkflowCard
            resourceRef={props.resourceRef}
            object={props.object}
            runsHref={props.linkTo('pipelines')}
          />
          <ConditionsCard object={props.object} decidedBy={decidedBy} />
          <FamilyCard {...props} />
        </>
      }
      side={
        <>
          <FieldsCard {...props} />
          <HealthCard {...props} />
          <VersionCard {...props} />
          <MetadataCard {...props} />
        </>
      }
    />
  );
}
