import type {
  PipelineContainer,
  PipelinePod,
} from '@kratix-portal/plugin-ske-common';

/** One container of a run: a section of the log. */
export interface LogSection {
  /** Names the section in a URL. The Pod is part of it only if the run has more than one. */
  readonly id: string;
  readonly pod: PipelinePod;
  readonly container: PipelineContainer;
  /** Whether the run has more than one Pod, so that the Pod must be named. */
  readonly isPodNamed: boolean;
  /** Whether Kubernetes has removed the Pod, so that its state is the last one that was read. */
  readonly isRemoved: boolean;
}

/** The containers of a run in the order in which they ran: Kubernetes starts another Pod when one fails. */
export function sectionsOf(seen: {
  readonly pods: readonly PipelinePod[];
  readonly removed?: ReadonlySet<string>;
}): readonly LogSection[] {
  const pods = [...seen.pods].sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
  const isPodNamed = pods.length > 1;
  return pods.flatMap(pod =>
    pod.containers.map(container => ({
      id: isPodNamed ? `${pod.name}/${container.name}` : container.name,
      pod,
      container,
      isPodNamed,
      isRemoved: seen.removed?.has(pod.uid) ?? false,
    })),
  );
}

/** The section that a reader needs first: the one that failed, else the one that runs, else the one that ran last. */
export function sectionToShow(
  sections: readonly LogSection[],
): LogSection | undefined {
  const latestFirst = [...sections].reverse();
  const withLogs = latestFirst.filter(({ container }) => container.hasLogs);
  return (
    withLogs.find(isFailing) ??
    withLogs.find(({ container }) => container.state === 'running') ??
    withLogs.find(({ container }) => container.role === 'user') ??
    withLogs[0]
  );
}

/** Whether a section is open before the user opens or closes it: containers of the Promise's author, and what fails. */
export function isOpenByDefault(section: LogSection): boolean {
  const { container } = section;
  return container.hasLogs && (container.role === 'user' || isFailing(section));
}

/** Whether the container has failed, or is waiting for its next attempt after a failure. */
export function isFailing({ container }: LogSection): boolean {
  return (
    container.state === 'failed' ||
    (container.state === 'waiting' &&
      (container.restarts > 0 || (container.exitCode ?? 0) !== 0))
  );
}
