import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { audited } from './OperationAudit';

describe('S40: audited', () => {
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
    work: () => Promise<string>,
    options: { isLasting?: boolean; signal?: AbortSignal } = {},
  ): Promise<unknown> {
    return audited({
      auditor,
      request: undefined,
      eventId: 'x',
      severityLevel,
      isLasting: options.isLasting,
      meta: { requestId: '1', cluster: 'c', identity: 'user' },
      signal: options.signal,
      onEnd: async code => {
        ended.push(code);
      },
      run: async () => {
        events.push('work');
        return work();
      },
    }).catch(error => error);
  }

  const refused = async () => {
    throw new SkeError({ code: 'forbidden', message: 'not you' });
  };

  it('a write is written down before it is done', async () => {
    expect(await run('medium', async () => 'done')).toBe('done');
    expect(events).toEqual(['medium initiated', 'work', 'medium succeeded']);
    expect(metas.at(-1)).toMatchObject({ requestId: '1', code: 'ok' });
    expect(ended).toEqual(['ok']);
  });

  it('a read is low', async () => {
    await run('low', async () => 'done');
    expect(events).toEqual(['work', 'low initiated', 'low succeeded']);
  });

  it('a refused read is as loud as a write', async () => {
    await run('low', refused);
    expect(events).toEqual([
      'work',
      'medium initiated',
      'medium failed: forbidden: not you',
    ]);
    expect(metas.at(-1)).toMatchObject({ code: 'forbidden' });
    expect(ended).toEqual(['forbidden']);
  });

  it('a read that finds nothing stays low', async () => {
    await run('low', async () => {
      throw new SkeError({ code: 'not-found', message: 'gone' });
    });
    expect(events.at(-1)).toBe('low failed: not-found: gone');
  });

  it('what lasts is written down when it begins, and its refusal is told twice, the second time loud', async () => {
    await run('low', refused, { isLasting: true });
    expect(events).toEqual([
      'low initiated',
      'work',
      'low failed: forbidden: not you',
      'medium initiated',
      'medium failed: forbidden: not you',
    ]);
  });

  it('S41: shows nothing of an error that is not ours', async () => {
    await run('medium', async () => {
      throw new Error('Authorization: Bearer secret');
    });
    expect(events.at(-1)).toBe('medium failed: internal');
    expect(JSON.stringify(metas)).not.toContain('secret');
  });

  it('a caller who went away is no failure of ours', async () => {
    const signal = AbortSignal.abort();
    await run('medium', async () => signal.throwIfAborted() as never, {
      signal,
    });
    expect(ended).toEqual(['cancelled']);
  });
});
