import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { z } from 'zod';
import { until } from '../process/until';

const MARKER = 'test-cluster-audit-marker';

const userSchema = z.object({
  username: z.string().optional(),
  uid: z.string().optional(),
  groups: z.array(z.string()).optional(),
  extra: z.record(z.string(), z.array(z.string())).optional(),
});

const auditEventSchema = z.object({
  kind: z.literal('Event'),
  apiVersion: z.literal('audit.k8s.io/v1'),
  auditID: z.string(),
  stage: z.enum(['ResponseStarted', 'ResponseComplete', 'Panic']),
  requestURI: z.string(),
  verb: z.string(),
  /** Has no name when the API server rejected the credentials. */
  user: userSchema,
  impersonatedUser: userSchema.optional(),
  userAgent: z.string().optional(),
  /** Absent for requests without an object, such as discovery. */
  objectRef: z
    .object({
      resource: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      apiGroup: z.string().optional(),
      subresource: z.string().optional(),
    })
    .optional(),
  responseStatus: z.object({ code: z.number().optional() }).optional(),
  requestReceivedTimestamp: z.string(),
});

/** The fields of an event of the API server's audit log (`audit.k8s.io/v1`, level Metadata) that tests read. */
export type AuditEvent = z.infer<typeof auditEventSchema>;

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
      line === '' ? [] : [parseEvent(line, index + 1)],
    )
    .filter(event => !event.requestURI.includes(MARKER));
}

function parseEvent(line: string, lineNumber: number): AuditEvent {
  try {
    return auditEventSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(
      `line ${lineNumber} of the audit log is not an audit.k8s.io/v1 Event: ${line.slice(0, 200)}`,
      { cause },
    );
  }
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
