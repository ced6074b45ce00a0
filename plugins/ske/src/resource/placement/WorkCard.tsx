import { Text } from '@backstage/ui';
import { SectionCard, StateBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import { FileItem } from './FileItem';
import type { PlacedWork, Placement, WorkloadGroup } from '../../dependents';
import styles from './PlacementTab.module.css';
import type { ShownDestination } from './useDestinations';

/** What one pipeline wrote: its files, and the Destinations that have them. */
export function WorkCard(props: {
  work: PlacedWork;
  destinations: ReadonlyMap<string, ShownDestination>;
}) {
  const { work, destinations } = props;
  const t = useWords();
  const words = stateWords(t);
  const { object, pipeline, state, groups } = work;
  const { name } = object.metadata;
  return (
    <SectionCard
      title={
        pipeline === undefined ? name : t('placement.ofPipeline', { pipeline })
      }
      actions={<StateBadge state={state} />}
      status={
        <span className={styles.work}>{t('placement.work', { name })}</span>
      }
    >
      {state.state !== 'ready' && (
        <Text as="p">{words.reason(state.parts)}</Text>
      )}
      {groups.length === 0 && (
        <Text as="p" color="secondary">
          {t('placement.empty')}
        </Text>
      )}
      {groups.map(group => (
        <Group
          key={group.id}
          group={group}
          isOnly={groups.length === 1}
          destinations={destinations}
        />
      ))}
    </SectionCard>
  );
}

function Group(props: {
  group: WorkloadGroup;
  isOnly: boolean;
  destinations: ReadonlyMap<string, ShownDestination>;
}) {
  const { group, isOnly, destinations } = props;
  const t = useWords();
  const { directory, selectors, files, placements } = group;
  return (
    <div className={styles.group}>
      {!isOnly && (
        <Text as="h3" variant="body-medium" weight="bold">
          {t('placement.directory', { directory })}
        </Text>
      )}
      <Text as="p" color="secondary">
        {selectors.length === 0
          ? t('placement.anyDestination')
          : t('placement.selectors', { selectors: selectors.join(', ') })}
      </Text>
      {placements.length > 0 ? (
        <ul className={styles.placements}>
          {placements.map(placement => (
            <li key={placement.object.metadata.uid}>
              <PlacementLine
                placement={placement}
                destination={destinations.get(placement.destination)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Text as="p">{t('placement.nowhere')}</Text>
      )}
      <Text as={isOnly ? 'h3' : 'h4'} variant="body-medium" weight="bold">
        {t('placement.files', { count: files.length })}
      </Text>
      <ul className={styles.files}>
        {files.map(file => (
          <li key={file.path}>
            <FileItem file={file} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PlacementLine(props: {
  placement: Placement;
  destination: ShownDestination | undefined;
}) {
  const { placement, destination } = props;
  const t = useWords();
  const words = stateWords(t);
  const { state, version } = placement;
  const where = [destination?.store, destination?.path]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <div className={styles.line}>
        <span className={styles.destination}>{placement.destination}</span>
        <StateBadge state={state} />
        {where !== '' && <span className={styles.fact}>{where}</span>}
        {version !== undefined && (
          <span className={styles.fact} title={version}>
            {t('placement.version', { version: version.slice(0, 12) })}
          </span>
        )}
      </div>
      {state.state !== 'ready' && (
        <Text as="p" variant="body-small">
          {words.reason(state.parts)}
        </Text>
      )}
      {destination && destination.state.state !== 'ready' && (
        <Text as="p" variant="body-small">
          {words.reason(destination.state.parts)}
        </Text>
      )}
    </>
  );
}
