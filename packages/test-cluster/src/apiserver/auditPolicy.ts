/**
 * Records every request, whoever made it and however it ended: user, verb, object and code, no bodies (level Metadata).
 *
 * Each request gives one event when it is answered. A watch, which is answered for as long as it runs, gives one more when it
 * begins (stage ResponseStarted, which only long-running requests have), so that a test sees it while it is open.
 */
export const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata' }],
} as const;
