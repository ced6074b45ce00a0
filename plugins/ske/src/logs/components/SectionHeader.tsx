import type { PipelineContainer } from '@kratix-portal/plugin-ske-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { formatDuration, useLocale } from '../../parts';
import { useWords, type Words } from '../../words';
import type { LogSection } from '../view/sections';
import { isFailing } from '../view/sections';
import styles from './RunLog.module.css';

/** What {@link SectionHeader} shows. */
export interface SectionHeaderProps {
  section: LogSection;
  isOpen: boolean;
  /** Whether the screen is as narrow as a phone. Then the details, such as the state and the duration, are below the name. */
  isNarrow: boolean;
  onToggle(): void;
}

/** The heading of the part of the log that belongs to one attempt of a container. */
export function SectionHeader(props: SectionHeaderProps) {
  const { section, isOpen, isNarrow, onToggle } = props;
  const t = useWords();
  const locale = useLocale();
  const { container } = section;
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div
      className={isNarrow ? `${styles.header} ${styles.narrow}` : styles.header}
    >
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
          {factsOf(t, section, { locale, isNarrow }).join(' · ')}
        </span>
      </button>
    </div>
  );
}

function factsOf(
  t: Words,
  section: LogSection,
  { locale, isNarrow }: { locale: string; isNarrow: boolean },
): string[] {
  const { container, pod, attempt, isEarlier, isPodNamed, isRemoved } = section;
  // While a container runs, its status in Kubernetes says how its previous attempt ended.
  const { reason, exitCode } = container.state === 'running' ? {} : container;
  const podName = isPodNamed
    ? t('logs.container.pod', {
        pod: isNarrow ? shortPodName(pod.name) : pod.name,
      })
    : undefined;
  const facts = [
    // In a narrow header, the facts at the end of the list are cut first.
    isNarrow ? podName : undefined,
    isEarlier || attempt > 1
      ? t('logs.container.attempt', { number: String(attempt) })
      : undefined,
    stateOf(t, section),
    isRemoved ? t('logs.container.removed') : undefined,
    reason !== 'Completed' ? reason : undefined,
    exitCode !== undefined && exitCode !== 0
      ? t('logs.container.exitCode', { code: String(exitCode) })
      : undefined,
    durationOf(container, locale),
    container.role === 'kratix' ? t('logs.container.kratix') : undefined,
    isNarrow ? undefined : podName,
  ];
  return facts.filter(fact => fact !== undefined && fact !== '') as string[];
}

/** The Pods of a run differ in the last part of their names. */
function shortPodName(name: string): string {
  const last = name.split('-').at(-1)!;
  return last === name ? name : `…${last}`;
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
