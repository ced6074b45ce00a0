import { CardColumns } from '../../parts';
import { ConditionsCard } from '../../object/conditions';
import { DeletionCard } from '../../object/deletion';
import { MetadataCard } from '../../object/metadata';
import { WorkflowCard } from '../../object/workflow';
import type { PromiseTabProps } from '../tab/PromiseTabProps';
import { usePromiseState } from '../tab/usePromiseState';
import { OfferCard } from './OfferCard';
import { RequirementsCard } from './RequirementsCard';
import { RevisionsCard } from './RevisionsCard';

/** What the Promise offers is at the top; what keeps it from being available comes next. */
export function OverviewTab(props: PromiseTabProps) {
  const { object, linkTo } = props;
  const { decidedBy } = usePromiseState(props);
  return (
    <CardColumns
      main={
        <>
          <DeletionCard {...props} />
          <OfferCard {...props} />
          <RequirementsCard {...props} />
          <WorkflowCard
            resourceRef={props.resourceRef}
            object={object}
            runsHref={linkTo('pipelines')}
          />
          <ConditionsCard object={object} decidedBy={decidedBy} />
        </>
      }
      side={
        <>
          <RevisionsCard {...props} />
          <MetadataCard object={object} />
        </>
      }
    />
  );
}
