/**
 * Records user, verb, object and status code of every request, without bodies (level Metadata).
 *
 * Each request has one event, when its response is complete. A watch has another one when it starts (stage ResponseStarted, which only
 * long-running requests have), so that tests see it while it is open.
 */
export const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
} as const;
