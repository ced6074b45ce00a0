import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiServerClient } from './ApiServerClient';
import { parseAuditEvent, type AuditEvent } from './AuditEvent';

const MARKER = 'local-platform-audit-marker';
const POLL_MILLISECONDS = 20;
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * Reads the audit log, complete up to now: a marker request is sent, and everything that was answered before it is in the log
 * when the marker is. The markers themselves are left out.
 */
export async function readAuditLog(
  auditLog: string,
  admin: ApiServerClient,
): Promise<AuditEvent[]> {
  const marker = `${MARKER}=${randomUUID()}`;
  await admin.expect({ method: 'GET', path: `/version?${marker}` });
  const deadline = Date.now() + TIMEOUT_MILLISECONDS;
  while (!(await readFile(auditLog, 'utf8')).includes(marker)) {
    if (Date.now() > deadline) {
      throw new Error(
        `the API server did not write a request into ${auditLog} within ${TIMEOUT_MILLISECONDS / 1000} s`,
      );
    }
    await delay(POLL_MILLISECONDS);
  }
  const texts = await Promise.all(
    (await logFiles(auditLog)).map(file => readFile(file, 'utf8')),
  );
  return parseAuditLog(texts.join(''));
}

/** Parses whole lines; what follows the last newline is still being written. */
export function parseAuditLog(text: string): AuditEvent[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line, index) =>
      line === '' ? [] : [parseAuditEvent(line, index + 1)],
    )
    .filter(event => !event.requestURI.includes(MARKER));
}

/** The log and what was rotated away (`audit-<time>.log`), oldest first. */
async function logFiles(auditLog: string): Promise<string[]> {
  const folder = dirname(auditLog);
  const stem = basename(auditLog, '.log');
  const rotated = (await readdir(folder)).filter(
    name => name.startsWith(`${stem}-`) && name.endsWith('.log'),
  );
  return [...rotated.sort().map(name => join(folder, name)), auditLog];
}
