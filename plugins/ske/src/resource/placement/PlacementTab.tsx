import { EmptyState, PageSkeleton } from '../../parts';
import { useWords } from '../../words';
import { MissingLists, MissingPart } from '../../object/missing';
import type { TabProps } from '../request/TabProps';
import { KRATIX_API } from '../../kratix';
import { promiseNameOf } from '../request/usePromiseOf';
import styles from './PlacementTab.module.css';
import { useDestinations } from './useDestinations';
import { usePlacement } from './usePlacement';
import { WorkCard } from './WorkCard';

/** The files that the pipelines wrote, and the Destinations that have them. */
export function PlacementTab({ resourceRef, object }: TabProps) {
  const t = useWords();
  const { works, missing, isLoading } = usePlacement(resourceRef, object);
  const destinations = useDestinations();
  const isPickedUp = promiseNameOf(object) !== undefined;
  return (
    <div className={styles.works}>
      <MissingLists lists={missing} />
      {destinations.list.status === 'refused' && destinations.list.error && (
        <MissingPart
          error={destinations.list.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind: 'Destination',
            isClusterScoped: true,
          }}
        />
      )}
      {works.map(work => (
        <WorkCard
          key={work.object.metadata.uid}
          work={work}
          destinations={destinations.byName}
        />
      ))}
      {works.length === 0 && isLoading && (
        <PageSkeleton shape="rows" count={3} />
      )}
      {works.length === 0 && !isLoading && missing.length === 0 && (
        <EmptyState title={t('placement.none')}>
          {t(isPickedUp ? 'placement.noneWhy' : 'placement.notPickedUp')}
        </EmptyState>
      )}
    </div>
  );
}
