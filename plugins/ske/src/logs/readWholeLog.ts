import { SkeError, type ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { LogTransport } from './source/LogTransport';
import { sectionTitle, type LogSection } from './view/sections';

/** The run whose log is downloaded, and how. */
export interface LogDownload {
  resourceRef: ResourceRef;
  sections: readonly LogSection[];
  timestamps: boolean;
  /** The lines of a section that the page has read. */
  linesOf(section: LogSection): readonly string[];
}

/** A log that was downloaded. */
export interface DownloadedLog {
  readonly file: Blob;
  /** The number of containers and attempts whose log could not be read. The file says why. */
  readonly failures: number;
}

/**
 * Reads the whole log of all containers again, without the limits of the page. If a log cannot be read, the file contains the reason, and the lines
 * that the page has read.
 *
 * @throws SkeError when the session has ended, because no log can be read then
 */
export async function readWholeLog(
  transport: LogTransport,
  { resourceRef, sections, timestamps, linesOf }: LogDownload,
): Promise<DownloadedLog> {
  const parts: string[] = [];
  let failures = 0;
  for (const section of sections) {
    parts.push(`==== ${sectionTitle(section)} ====\n`);
    if (!section.container.hasLogs) {
      parts.push('(the container has not run)\n');
      continue;
    }
    const read: string[] = [];
    try {
      if (section.source === 'lost') {
        throw attemptGone();
      }
      for await (const chunk of open(section)) {
        read.push(chunk);
      }
      parts.push(...read, '\n');
    } catch (error) {
      if (SkeError.is(error) && error.code === 'session-ended') {
        throw error;
      }
      failures += isGone(error) ? 0 : 1;
      parts.push(`(${reasonOf(error)})\n`);
      const lines = linesOf(section).map(line => `${line}\n`);
      // The page can have more lines than a download that broke off, or the reverse.
      parts.push(
        ...(lines.join('').length > read.join('').length
          ? lines
          : [...read, '\n']),
      );
    }
  }
  const file = new Blob(parts, { type: 'text/plain;charset=utf-8' });
  return { file, failures };

  function open({ pod, container, source }: LogSection) {
    return transport.readLogs({
      ...resourceRef,
      pod: pod.name,
      container: container.name,
      timestamps,
      ...(source === 'previous' && { previous: true }),
    });
  }
}

function attemptGone(): SkeError {
  return new SkeError({
    code: 'logs-gone',
    message: 'Kubernetes keeps the log of the last two attempts.',
  });
}

function isGone(error: unknown): boolean {
  return SkeError.is(error) && error.code === 'logs-gone';
}

function reasonOf(error: unknown): string {
  if (isGone(error)) {
    return 'Kubernetes has removed the log; lines below were read before';
  }
  const message = error instanceof Error ? error.message : String(error);
  return `the log could not be read to its end: ${message}`;
}
