import { z } from 'zod';

const userSchema = z.object({
  username: z.string().optional(),
  uid: z.string().optional(),
  groups: z.array(z.string()).optional(),
  extra: z.record(z.string(), z.array(z.string())).optional(),
});

const auditEventSchema = z.object({
  kind: z.literal('Event'),
  apiVersion: z.literal('audit.k8s.io/v1'),
  level: z.enum(['None', 'Metadata', 'Request', 'RequestResponse']),
  auditID: z.string(),
  stage: z.enum(['ResponseStarted', 'ResponseComplete', 'Panic']),
  requestURI: z.string(),
  verb: z.string(),
  /** Has no name when the API server rejected the credentials. */
  user: userSchema,
  impersonatedUser: userSchema.optional(),
  sourceIPs: z.array(z.string()).optional(),
  userAgent: z.string().optional(),
  /** Absent for requests without an object, such as discovery. */
  objectRef: z
    .object({
      resource: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      uid: z.string().optional(),
      apiGroup: z.string().optional(),
      apiVersion: z.string().optional(),
      resourceVersion: z.string().optional(),
      subresource: z.string().optional(),
    })
    .optional(),
  responseStatus: z
    .object({
      code: z.number().optional(),
      status: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
    })
    .optional(),
  requestReceivedTimestamp: z.string(),
  stageTimestamp: z.string(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** An event of the API server's audit log: user, verb, object and status code (`audit.k8s.io/v1`, level Metadata). */
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Parses a line of the log. The error names the number of the line. */
export function parseAuditEvent(line: string, lineNumber: number): AuditEvent {
  try {
    return auditEventSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(
      `line ${lineNumber} of the audit log is not an audit.k8s.io/v1 Event: ${line.slice(0, 200)}`,
      { cause },
    );
  }
}
