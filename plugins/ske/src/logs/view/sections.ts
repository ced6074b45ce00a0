import type {
  PipelineContainer,
  PipelinePod,
} from '@kratix-portal/plugin-ske-common';
import type { LogSource } from '../source/LogSource';
import { attemptsOf } from './attempts';
import type { SeenPods } from './seenPods';

/** One attempt of one container of a run: a section of the log. */
export interface LogSection {
  /** Names the section in a URL: Pod, container and attempt. It does not change while the run continues. */
  readonly id: string;
  readonly pod: PipelinePod;
  /** The container in this attempt. */
  readonly container: PipelineContainer;
  /** Counts from 1. Kubernetes starts a failed container again, with a new log. */
  readonly attempt: number;
  /** Whether another attempt of the container has started. */
  readonly isEarlier: boolean;
  /** Where Kubernetes has the log. */
  readonly source: LogSource;
  /** Whether the run has more than one Pod, so that the Pod must be named. */
  readonly isPodNamed: boolean;
  /** Whether a later Pod of the run has a log. */
  readonly isOfEarlierPod: boolean;
  /** Whether Kubernetes has removed the Pod, so that its state is the last one that was read. */
  readonly isRemoved: boolean;
}

/** The containers of a run in the order in which they ran: Kubernetes starts another Pod when one fails. */
export function sectionsOf(
  seen: Pick<SeenPods, 'pods'> & Partial<SeenPods>,
): readonly LogSection[] {
  const pods = [...seen.pods].sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
  const lastWithLog = pods.findLastIndex(({ containers }) =>
    containers.some(({ hasLogs }) => hasLogs),
  );
  return pods.flatMap((pod, index) => {
    const isRemoved = seen.removed?.has(pod.uid) ?? false;
    return pod.containers.flatMap(container =>
      attemptsOf(pod, container, { earlier: seen.earlier, isRemoved }).map(
        attempt => ({
          ...attempt,
          id: `${pod.name}/${container.name}/${attempt.attempt}`,
          pod,
          isPodNamed: pods.length > 1,
          isOfEarlierPod: index < lastWithLog,
          isRemoved,
        }),
      ),
    );
  });
}

/** The section of the last Pod that a reader needs first. */
export function sectionToShow(
  sections: readonly LogSection[],
): LogSection | undefined {
  return neededFirst(sections.filter(({ isOfEarlierPod }) => !isOfEarlierPod));
}

/** The section of the failed container, otherwise of the running container, otherwise of the last container of the Promise author. */
function neededFirst(sections: readonly LogSection[]): LogSection | undefined {
  const latestFirst = [...sections].reverse();
  const withLogs = latestFirst.filter(
    ({ container, isEarlier }) => container.hasLogs && !isEarlier,
  );
  return (
    withLogs.find(isFailing) ??
    withLogs.find(({ container }) => container.state === 'running') ??
    withLogs.find(({ container }) => container.role === 'user') ??
    withLogs[0]
  );
}

/**
 * Finds the section for a URL that contains its id, or only its container, with or without the Pod. Without an id it returns the attempt that a reader
 * needs first. If the URL has no id but a line, it returns the first attempt, because earlier versions of the portal showed no other attempt.
 */
export function findSection(
  sections: readonly LogSection[],
  { section, line }: { readonly section: string; readonly line?: number },
): LogSection | undefined {
  const exact = sections.find(({ id }) => id === section);
  if (exact) {
    return exact;
  }
  const named = sections.filter(
    ({ pod, container: { name } }) =>
      section === name || section === `${pod.name}/${name}`,
  );
  return line === undefined ? (neededFirst(named) ?? named.at(-1)) : named[0];
}

/**
 * Whether a section opens before the user opens or closes it: a section opens if the Promise's author wrote its container, or if it failed. Only the last
 * attempt opens; the headings of earlier attempts say how they ended.
 */
export function isOpenByDefault(section: LogSection): boolean {
  const { container, isEarlier, isOfEarlierPod } = section;
  return (
    container.hasLogs &&
    !isEarlier &&
    !isOfEarlierPod &&
    (container.role === 'user' || isFailing(section))
  );
}

/** Whether the container has failed, or is waiting for its next attempt after a failure. */
export function isFailing({
  container,
}: Pick<LogSection, 'container'>): boolean {
  return (
    container.state === 'failed' ||
    (container.state === 'waiting' &&
      (container.restarts > 0 || (container.exitCode ?? 0) !== 0))
  );
}

/** The heading of a section in a text file. */
export function sectionTitle({
  pod,
  container,
  attempt,
  isEarlier,
}: LogSection): string {
  const names = [pod.name, container.name];
  return (
    isEarlier || attempt > 1 ? [...names, `attempt ${attempt}`] : names
  ).join(' / ');
}
