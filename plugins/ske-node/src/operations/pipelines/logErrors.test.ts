import { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { toLogError } from './logErrors';

const query = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  name: 'orders',
  pod: 'kratix-db-orders-x',
  container: 'mine',
};

describe('toLogError', () => {
  it.each<[SkeErrorCode, string, SkeErrorCode]>([
    [
      'invalid-input',
      'container "mine" in pod "kratix-db-orders-x" is waiting to start: ContainerCreating',
      'logs-pending',
    ],
    [
      'invalid-input',
      'previous terminated container "mine" in pod "kratix-db-orders-x" not found',
      'logs-gone',
    ],
    [
      'cluster-error',
      'unable to retrieve container logs for containerd://abc',
      'logs-gone',
    ],
    ['not-found', 'pods "kratix-db-orders-x" not found', 'logs-gone'],
    ['not-found', 'pods "node-1" not found', 'logs-unavailable'],
    [
      'cluster-error',
      'Get "https://10.0.1.1:10250/containerLogs/a/b/c": dial tcp: i/o timeout',
      'logs-unavailable',
    ],
    ['cluster-error', 'No agent available', 'logs-unavailable'],
    [
      'cluster-error',
      'tls: failed to verify certificate: x509: unknown authority',
      'logs-unavailable',
    ],
  ])('converts %s with %j to %s', (code, detail, expected) => {
    const error = new SkeError({ code, message: 'no', detail });
    const made = toLogError(error, query);
    expect(made).toMatchObject({ code: expected, detail });
    expect(String(made)).toContain('mine');
  });

  it.each<[SkeErrorCode, string]>([
    [
      'forbidden',
      'User "a" cannot get resource "pods/log": node is waiting to start',
    ],
    ['identity-rejected', 'not found'],
    ['cluster-unreachable', 'dial tcp'],
    ['invalid-input', 'a container name must be specified'],
  ])('does not convert %s', (code, detail) => {
    const error = new SkeError({ code, message: 'no', detail });
    expect(toLogError(error, query)).toBe(error);
  });

  it('does not convert other errors', () => {
    const error = new Error('dial tcp');
    expect(toLogError(error, query)).toBe(error);
  });
});
