import type {
  PipelineContainer,
  PipelinePod,
} from '@kratix-portal/plugin-ske-common';
import type { LogSource } from '../source/LogSource';

/** Attempts after which another attempt has started, the oldest first and each as it was last seen, by {@link containerKey}. */
export type EarlierAttempts = ReadonlyMap<string, readonly PipelineContainer[]>;

/** One attempt of a container. */
export interface ContainerAttempt {
  readonly container: PipelineContainer;
  /** Counts from 1. */
  readonly attempt: number;
  readonly isEarlier: boolean;
  readonly source: LogSource;
}

/** A container of one Pod. */
export function containerKey(
  { uid }: Pick<PipelinePod, 'uid'>,
  { name }: Pick<PipelineContainer, 'name'>,
): string {
  return `${uid} ${name}`;
}

/** Adds the attempts after which another attempt has started since the Pods were last seen. */
export function addEarlierAttempts(
  earlier: EarlierAttempts,
  before: readonly PipelinePod[],
  now: readonly PipelinePod[],
): EarlierAttempts {
  const latest = new Map(
    before.flatMap(pod =>
      pod.containers.map(each => [containerKey(pod, each), each]),
    ),
  );
  const added = now.flatMap(pod =>
    pod.containers.flatMap(container => {
      const key = containerKey(pod, container);
      const last = latest.get(key);
      return last && last.restarts < container.restarts
        ? [[key, [...(earlier.get(key) ?? []), last]] as const]
        : [];
    }),
  );
  return added.length === 0 ? earlier : new Map([...earlier, ...added]);
}

/**
 * The attempts of a container whose log was read or can be read, oldest first.
 *
 * The kubelet keeps two logs of a container: that of the latest attempt, and that of the attempt before it. While no attempt runs, the kubelet returns the
 * latest log for both, so the earlier log cannot be read.
 */
export function attemptsOf(
  pod: PipelinePod,
  container: PipelineContainer,
  options: { earlier?: EarlierAttempts; isRemoved: boolean },
): readonly ContainerAttempt[] {
  const { restarts, state } = container;
  const hasPrevious = restarts > 0 && state !== 'waiting' && !options.isRemoved;
  const seen = options.earlier?.get(containerKey(pod, container)) ?? [];
  const earlier = seen.map(last => {
    const isPrevious = hasPrevious && last.restarts === restarts - 1;
    return {
      container: toEnded(last, isPrevious ? container : undefined),
      attempt: last.restarts + 1,
      isEarlier: true,
      source: isPrevious ? ('previous' as const) : ('lost' as const),
    };
  });
  if (hasPrevious && seen.at(-1)?.restarts !== restarts - 1) {
    const { name, role, image } = container;
    const last = { name, role, image, restarts: restarts - 1 };
    earlier.push({
      container: toEnded(last, container),
      attempt: restarts,
      isEarlier: true,
      source: 'previous',
    });
  }
  const isGrowing = state === 'running' && !options.isRemoved;
  return [
    ...earlier,
    {
      container,
      attempt: restarts + 1,
      isEarlier: false,
      source: isGrowing ? 'growing' : 'ended',
    },
  ];
}

/** The state of the container at the end of the attempt. While the next attempt runs, Kubernetes says how the previous attempt ended. */
function toEnded(
  last: Pick<PipelineContainer, 'name' | 'role' | 'image' | 'restarts'> &
    Partial<PipelineContainer>,
  next: PipelineContainer | undefined,
): PipelineContainer {
  const { name, role, image, restarts, startedAt } = last;
  const { reason, exitCode } = endOf(last, next) ?? {};
  return {
    name,
    role,
    ...(image !== undefined && { image }),
    state: exitCode === 0 ? 'succeeded' : 'failed',
    ...(reason !== undefined && { reason }),
    ...(exitCode !== undefined && { exitCode }),
    restarts,
    ...(startedAt !== undefined && { startedAt }),
    hasLogs: true,
  };
}

function endOf(
  last: Partial<PipelineContainer>,
  next: PipelineContainer | undefined,
): Partial<PipelineContainer> | undefined {
  if (next?.state === 'running') {
    return next;
  }
  return last.state === 'running' ? undefined : last;
}
