import { SkeError, type ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { LogTransport } from './source/LogTransport';
import type { LogSection } from './view/sections';

/** The run whose log is downloaded, and how. */
export interface LogDownload {
  resourceRef: ResourceRef;
  sections: readonly LogSection[];
  timestamps: boolean;
  /** The lines of a section that the page has read. */
  linesOf(section: LogSection): readonly string[];
}

/**
 * Reads the whole log of all containers again, without the limits of the page.
 *
 * @throws SkeError when a log cannot be read. A container that has not run, or whose log Kubernetes has removed, has a line that says so, before the lines that
 * the page has read.
 */
export async function readWholeLog(
  transport: LogTransport,
  { resourceRef, sections, timestamps, linesOf }: LogDownload,
): Promise<Blob> {
  const parts: string[] = [];
  for (const section of sections) {
    const { pod, container, source } = section;
    parts.push(titleOf(section));
    if (source === 'lost') {
      parts.push('(Kubernetes has removed the log of this attempt)\n');
      parts.push(...linesOf(section).map(line => `${line}\n`));
      continue;
    }
    if (!container.hasLogs) {
      parts.push('(the container has not run)\n');
      continue;
    }
    try {
      const log = transport.readLogs({
        ...resourceRef,
        pod: pod.name,
        container: container.name,
        timestamps,
        ...(source === 'previous' && { previous: true }),
      });
      for await (const chunk of log) {
        parts.push(chunk);
      }
      parts.push('\n');
    } catch (error) {
      if (!SkeError.is(error) || error.code !== 'logs-gone') {
        throw error;
      }
      const lines = linesOf(section);
      parts.push('(Kubernetes has removed the log)\n');
      parts.push(...lines.map(line => `${line}\n`));
    }
  }
  return new Blob(parts, { type: 'text/plain;charset=utf-8' });
}

function titleOf({ pod, container, attempt, isEarlier }: LogSection): string {
  const ofAttempt = isEarlier || attempt > 1 ? ` / attempt ${attempt}` : '';
  return `==== ${pod.name} / ${container.name}${ofAttempt} ====\n`;
}
