import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useLiveApi, usePipelineRuns } from '../../live';
import { ContainerLog } from '../source/ContainerLog';
import type { LogSection } from '../view/sections';
import { useLogConnection } from './useLogConnection';

/** The logs of the open sections, by the section's id. */
export type SectionLogs = ReadonlyMap<string, ContainerLog>;

/**
 * Reads the logs of the given sections, and stops when the component is left. A log that was opened stays known while the run is shown, so
 * a section that is closed and opened again continues where it was.
 */
export function useSectionLogs(
  resourceRef: ResourceRef,
  sections: readonly LogSection[],
): SectionLogs {
  const { calls, store } = useLiveApi();
  const known = useRef(new Map<string, ContainerLog>());
  const running = useRef<ReadonlySet<ContainerLog>>(new Set());
  const runs = usePipelineRuns(resourceRef);
  const refresh = useRef(runs.refresh);
  refresh.current = runs.refresh;
  const wanted = sections
    .filter(({ container }) => container.hasLogs)
    .map(section => ({ section, key: keyOf(resourceRef, section) }));
  const wantedKeys = wanted.map(({ key }) => key).join('\n');

  const logs = useMemo(() => {
    const bySection = new Map<string, ContainerLog>();
    for (const { key, section } of wanted) {
      const { pod, container } = section;
      const log =
        known.current.get(key) ??
        new ContainerLog(
          { ...resourceRef, pod: pod.name, container: container.name },
          {
            // No click causes these calls, so they must not open a sign-in dialog.
            transport: calls,
            clock: store.environment,
            onUnexpectedEnd: () => refresh.current(),
            onSignedOut: error => store.reportSignedOut(error),
          },
        );
      known.current.set(key, log);
      bySection.set(section.id, log);
    }
    return bySection;
    // The keys contain everything about the sections that matters here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wantedKeys, calls, store]);

  useEffect(() => {
    wanted.forEach(({ section }) => {
      const log = logs.get(section.id);
      if (log) {
        log.source = section.source;
      }
    });
  });

  useEffect(() => {
    const open = new Set(logs.values());
    running.current.forEach(log => !open.has(log) && log.stop());
    running.current = open;
    if (store.connection.status !== 'hidden') {
      open.forEach(log => log.start());
    }
  }, [logs, store]);

  useEffect(() => {
    running.current.forEach(log => log.start());
    return () => running.current.forEach(log => log.stop());
  }, []);

  useLogConnection(running);
  useVersions(logs);
  return logs;
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
  { pod, container, attempt }: LogSection,
): string {
  return JSON.stringify([
    [apiVersion, kind, namespace, name],
    pod.uid,
    container.name,
    attempt,
  ]);
}
