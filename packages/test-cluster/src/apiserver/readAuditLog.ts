import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { until } from '../process/until';
import { parseAuditEvent, type AuditEvent } from './AuditEvent';

const MARKER = 'test-cluster-audit-marker';

/**
 * Reads the audit log. It first sends a marker request and waits until the log contains it, so the log also contains every request that has ended
 * before. The result leaves out the markers.
 */
export async function readAuditLog(
  auditLog: string,
  admin: KubernetesApi,
): Promise<AuditEvent[]> {
  const marker = `${MARKER}=${randomUUID()}`;
  await admin.read(`/version?${marker}`);
  await until(`the record of a request in ${auditLog}`, async () =>
    (await readFile(auditLog, 'utf8')).includes(marker),
  );
  const texts = await Promise.all(
    (await logFiles(auditLog)).map(file => readFile(file, 'utf8')),
  );
  return parseAuditLog(texts.join(''));
}

/** Parses complete lines. The API server is still writing the text after the last newline. */
export function parseAuditLog(text: string): AuditEvent[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line, index) =>
      line === '' ? [] : [parseAuditEvent(line, index + 1)],
    )
    .filter(event => !event.requestURI.includes(MARKER));
}

/** The rotated logs (`audit-<time>.log`), oldest first, and the current one. */
async function logFiles(auditLog: string): Promise<string[]> {
  const folder = dirname(auditLog);
  const stem = basename(auditLog, '.log');
  const rotated = (await readdir(folder)).filter(
    name => name.startsWith(`${stem}-`) && name.endsWith('.log'),
  );
  return [...rotated.sort().map(name => join(folder, name)), auditLog];
}
