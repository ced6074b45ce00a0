import type { PipelineContainer } from '@kratix-portal/plugin-ske-common';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { formatDuration, useIsNarrow, useLocale } from '../../parts';
import { useWords, type Words } from '../../words';
import type { LogSection } from '../view/sections';
import { isFailing } from '../view/sections';
import styles from './RunLog.module.css';

/** What {@link SectionHeader} shows. */
export interface SectionHeaderProps {
  section: LogSection;
  isOpen: boolean;
  isPrevious: boolean;
  onToggle(): void;
  onTogglePrevious(): void;
}

/** The heading of one container's part of the log. */
export function SectionHeader(props: SectionHeaderProps) {
  const { section, isOpen, isPrevious, onToggle, onTogglePrevious } = props;
  const t = useWords();
  const locale = useLocale();
  const isNarrow = useIsNarrow();
  const { container } = section;
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div className={styles.header}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Arrow size={18} aria-hidden="true" />
        <span className={styles.name}>{container.name}</span>
        <span
          className={
            isFailing(section)
              ? `${styles.facts} ${styles.failed}`
              : styles.facts
          }
        >
          {factsOf(t, section, { isPrevious, locale }).join(' · ')}
        </span>
      </button>
      {container.restarts > 0 && isOpen && (
        <Button size="small" variant="tertiary" onPress={onTogglePrevious}>
          {labelOfPrevious(t, isPrevious, isNarrow)}
        </Button>
      )}
    </div>
  );
}

/** On a phone, the long label would hide the name of the container. */
function labelOfPrevious(
  t: Words,
  isPrevious: boolean,
  isNarrow: boolean,
): string {
  if (isNarrow) {
    return t(
      isPrevious ? 'logs.previous.hideShort' : 'logs.previous.showShort',
    );
  }
  return t(isPrevious ? 'logs.previous.hide' : 'logs.previous.show');
}

function factsOf(
  t: Words,
  section: LogSection,
  { isPrevious, locale }: { isPrevious: boolean; locale: string },
): string[] {
  const { container, pod, isPodNamed, isRemoved } = section;
  const facts = [
    stateOf(t, section),
    isRemoved ? t('logs.container.removed') : undefined,
    container.reason !== 'Completed' ? container.reason : undefined,
    container.exitCode !== undefined && container.exitCode !== 0
      ? t('logs.container.exitCode', { code: String(container.exitCode) })
      : undefined,
    container.restarts > 0
      ? t('logs.container.restarts', { count: container.restarts })
      : undefined,
    durationOf(container, locale),
    container.role === 'kratix' ? t('logs.container.kratix') : undefined,
    isPodNamed ? t('logs.container.pod', { pod: pod.name }) : undefined,
    isPrevious ? t('logs.previous.shown') : undefined,
  ];
  return facts.filter(fact => fact !== undefined && fact !== '') as string[];
}

/** Undefined for a container of a removed Pod whose end was not seen. */
function stateOf(t: Words, section: LogSection): string | undefined {
  const { state, restarts } = section.container;
  if (section.isRemoved && (state === 'running' || state === 'waiting')) {
    return isFailing(section) ? t('logs.container.failed') : undefined;
  }
  return state === 'waiting' && restarts > 0
    ? t('logs.container.retrying')
    : t(`logs.container.${state}`);
}

/** Undefined while the container runs, and where the cluster does not say it. */
function durationOf(
  { startedAt, finishedAt }: PipelineContainer,
  locale: string,
): string | undefined {
  const millis = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '');
  return millis >= 0 ? formatDuration(millis, locale) : undefined;
}
