import { parseAuditLog } from './readAuditLog';

const event = (overrides: object = {}) => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID: '9d3a1c4e',
  stage: 'ResponseComplete',
  requestURI: '/apis/demo.example.com/v1/namespaces/team-a/databases',
  verb: 'create',
  user: {
    username: 'user-dev@example.com',
    groups: ['kube-dev', 'system:authenticated'],
  },
  userAgent: 'undici',
  objectRef: {
    resource: 'databases',
    namespace: 'team-a',
    apiGroup: 'demo.example.com',
    apiVersion: 'v1',
  },
  responseStatus: { metadata: {}, status: 'Failure', code: 403 },
  requestReceivedTimestamp: '2026-11-24T10:00:00.000000Z',
  ...overrides,
});
const lines = (...events: object[]) =>
  events.map(each => `${JSON.stringify(each)}\n`).join('');

describe('parseAuditLog', () => {
  it('parses a request with rejected credentials, which has no user and no object', () => {
    const refused = event({
      user: {},
      objectRef: undefined,
      responseStatus: { code: 401 },
    });

    expect(parseAuditLog(lines(refused))).toMatchObject([
      { user: {}, responseStatus: { code: 401 } },
    ]);
  });

  it('leaves out an incomplete last line', () => {
    expect(parseAuditLog(`${lines(event())}{"kind":"Ev`)).toHaveLength(1);
  });

  it('leaves out the requests with which the test cluster marks the end of the log', () => {
    const marker = event({
      requestURI: '/version?test-cluster-audit-marker=1',
    });

    expect(parseAuditLog(lines(marker, event()))).toHaveLength(1);
  });

  it.each([
    ['not JSON', 'oops\n'],
    ['another kind', lines(event({ kind: 'EventList' }))],
    ['no verb', lines(event({ verb: undefined }))],
  ])('names the line that is not an event: %s', (_, bad) => {
    expect(() => parseAuditLog(`${lines(event())}${bad}`)).toThrow(
      'line 2 of the audit log is not an audit.k8s.io/v1 Event',
    );
  });

  it('parses an empty log', () => {
    expect(parseAuditLog('')).toEqual([]);
  });
});
