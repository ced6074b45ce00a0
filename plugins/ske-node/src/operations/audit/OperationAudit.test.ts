import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { OperationAudit } from './OperationAudit';

describe('S40: OperationAudit', () => {
  let events: string[];
  let metas: JsonObject[];
  let ended: string[];

  const auditor = {
    async createEvent({
      severityLevel,
      meta,
    }: AuditorServiceCreateEventOptions) {
      events.push(`${severityLevel} initiated`);
      metas.push({ ...meta });
      return {
        success: async (more?: { meta?: JsonObject }) => {
          events.push(`${severityLevel} succeeded`);
          metas.push({ ...more?.meta });
        },
        fail: async (more: { meta?: JsonObject; error: Error }) => {
          events.push(`${severityLevel} failed: ${more.error.message}`);
          metas.push({ ...more.meta });
        },
      };
    },
  };

  beforeEach(() => {
    events = [];
    metas = [];
    ended = [];
  });

  async function run(
    severityLevel: 'low' | 'medium',
    work: (audit: OperationAudit) => Promise<string>,
    options: { isLasting?: boolean; signal?: AbortSignal } = {},
  ): Promise<unknown> {
    const { isLasting, signal } = options;
    const audit = new OperationAudit({
      auditor,
      kind: { eventId: 'x', severityLevel, verb: 'try', isLasting },
      caller: {
        credentials: mockCredentials.user('user:default/jane'),
        requestId: '1',
        signal,
      },
      cluster: 'c',
      identity: 'user',
    });
    return audit
      .run(
        async () => {
          events.push('work');
          return work(audit);
        },
        async code => {
          ended.push(code);
        },
      )
      .catch(error => error);
  }

  const refused = async () => {
    throw new SkeError({ code: 'forbidden', message: 'not you' });
  };

  it('writes the first event of a write before the write', async () => {
    expect(await run('medium', async () => 'done')).toBe('done');
    expect(events).toEqual(['medium initiated', 'work', 'medium succeeded']);
    expect(metas[0]).toEqual({
      requestId: '1',
      user: 'user:default/jane',
      cluster: 'c',
      identity: 'user',
      verb: 'try',
    });
    expect(metas.at(-1)).toMatchObject({ requestId: '1', code: 'ok' });
    expect(ended).toEqual(['ok']);
  });

  it('adds to the last event what the operation has reported', async () => {
    await run('medium', async audit => {
      audit.kindFound({ apiVersion: 'v1', kind: 'ConfigMap' });
      audit.targetFound({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'team-a',
        name: 'a',
      });
      audit.uidFound('u1');
      audit.uidFound(undefined);
      audit.manifestWritten('created');
      audit.streamEnded('caller-left');
      audit.clusterUserKnown('jane');
      audit.apiServerAuditId('first');
      audit.apiServerAuditId('last');
      audit.apiServerAuditId(undefined);
      return 'done';
    });
    expect(metas.at(-1)).toEqual({
      ...metas[0],
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'team-a',
      name: 'a',
      uid: 'u1',
      operation: 'created',
      ended: 'caller-left',
      clusterUser: 'jane',
      apiServerAuditId: 'last',
      code: 'ok',
    });
  });

  it('gives a read the severity low', async () => {
    await run('low', async () => 'done');
    expect(events).toEqual(['work', 'low initiated', 'low succeeded']);
  });

  it('if the cluster refuses a read, gives its event the severity of a write', async () => {
    await run('low', refused);
    expect(events).toEqual([
      'work',
      'medium initiated',
      'medium failed: forbidden: not you',
    ]);
    expect(metas.at(-1)).toMatchObject({ code: 'forbidden' });
    expect(ended).toEqual(['forbidden']);
  });

  it('keeps the severity low for a read that finds nothing', async () => {
    await run('low', async () => {
      throw new SkeError({ code: 'not-found', message: 'gone' });
    });
    expect(events.at(-1)).toBe('low failed: not-found: gone');
  });

  it('writes the first event of a stream at its start, and repeats a refusal with a higher severity', async () => {
    await run('low', refused, { isLasting: true });
    expect(events).toEqual([
      'low initiated',
      'work',
      'low failed: forbidden: not you',
      'medium initiated',
      'medium failed: forbidden: not you',
    ]);
  });

  it('S41: shows only the code of an error that is not a SkeError', async () => {
    await run('medium', async () => {
      throw new Error('Authorization: Bearer secret');
    });
    expect(events.at(-1)).toBe('medium failed: internal');
    expect(JSON.stringify(metas)).not.toContain('secret');
  });

  it('S41: names the fields of an invalid object, but not their values', async () => {
    await run('medium', async () => {
      throw new SkeError({
        code: 'invalid',
        message: 'spec.pin is "1234".',
        causes: [{ field: 'spec.pin', message: 'spec.pin is "1234".' }],
      });
    });
    expect(events.at(-1)).toBe('medium failed: invalid: spec.pin');
  });

  it('returns the result of a write even if its last event cannot be written', async () => {
    const broken = {
      createEvent: async () => ({
        success: async () => {
          throw new Error('the auditor is down');
        },
        fail: async () => undefined,
      }),
    };
    const logger = mockServices.logger.mock();
    const audit = new OperationAudit({
      auditor: broken,
      kind: { eventId: 'x', severityLevel: 'medium', verb: 'try' },
      caller: {
        credentials: mockCredentials.user('user:default/jane'),
        requestId: '1',
      },
      cluster: 'c',
      identity: 'user',
      logger,
    });
    const onEnd = async () => undefined;
    expect(await audit.run(async () => 'done', onEnd)).toBe('done');
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/^The audit event x of request 1 could not be/),
    );
  });

  it('reports an operation as cancelled if its caller disconnects', async () => {
    const signal = AbortSignal.abort();
    await run('medium', async () => signal.throwIfAborted() as never, {
      signal,
    });
    expect(ended).toEqual(['cancelled']);
  });
});
