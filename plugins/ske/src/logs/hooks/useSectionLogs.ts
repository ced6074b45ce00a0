import { useApi } from '@backstage/frontend-plugin-api';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { skeApiRef } from '../../api';
import { ContainerLog } from '../source/ContainerLog';
import type { LogSection } from '../view/sections';

/** A section whose log is to be read. */
export interface ReadSection {
  readonly section: LogSection;
  /** Reads the log before the container's last restart. */
  readonly isPrevious: boolean;
}

/** The logs of the open sections, by the section's id. */
export type SectionLogs = ReadonlyMap<string, ContainerLog>;

/**
 * Reads the logs of the given sections, and stops when the component is left. A log that was opened stays known while the run is shown, so
 * a section that is closed and opened again continues where it was. A container that restarts starts a new log.
 */
export function useSectionLogs(
  resourceRef: ResourceRef,
  sections: readonly ReadSection[],
): SectionLogs {
  const transport = useApi(skeApiRef);
  const known = useRef(new Map<string, ContainerLog>());
  const wanted = sections
    .filter(({ section }) => section.container.hasLogs)
    .map(each => ({ ...each, key: keyOf(resourceRef, each) }));
  const wantedKeys = wanted.map(({ key }) => key).join('\n');

  const logs = useMemo(() => {
    const bySection = new Map<string, ContainerLog>();
    for (const { key, section, isPrevious } of wanted) {
      const log =
        known.current.get(key) ??
        new ContainerLog(
          {
            ...resourceRef,
            pod: section.pod.name,
            container: section.container.name,
            ...(isPrevious && { previous: true }),
          },
          { transport },
        );
      known.current.set(key, log);
      bySection.set(section.id, log);
    }
    return bySection;
    // The keys say everything about the sections that matters here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wantedKeys, transport]);

  useEffect(() => {
    wanted.forEach(({ section, isPrevious }) => {
      const log = logs.get(section.id);
      if (log) {
        log.isRunning = !isPrevious && isRunning(section);
      }
    });
  });

  useEffect(() => {
    const open = [...logs.values()];
    open.forEach(log => log.start());
    return () => open.forEach(log => log.stop());
  }, [logs]);

  useVersions(logs);
  return logs;
}

function isRunning({ container, isRemoved }: LogSection): boolean {
  return container.state === 'running' && !isRemoved;
}

/** Draws again when one of the logs has changed. */
function useVersions(logs: SectionLogs): void {
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const ends = [...logs.values()].map(log => log.subscribe(listener));
      return () => ends.forEach(end => end());
    },
    [logs],
  );
  useSyncExternalStore(subscribe, () =>
    [...logs.values()].reduce((sum, { version }) => sum + version, 0),
  );
}

function keyOf(
  { apiVersion, kind, namespace, name }: ResourceRef,
  { section, isPrevious }: ReadSection,
): string {
  const { pod, container } = section;
  return JSON.stringify([
    [apiVersion, kind, namespace, name],
    pod.uid,
    container.name,
    container.restarts,
    isPrevious,
  ]);
}
