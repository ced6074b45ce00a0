import type {
  ContainerCause,
  PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import type { AgentCall } from './AgentCalls';
import { readLogTail } from './readLogTail';
import { HIDDEN } from './untrusted';

const ref = { apiVersion: 'demo.example.com/v1', kind: 'Database', name: 'a' };

/** Returns the query that reads the log of a container in this state. */
async function queryFor(state: ContainerCause['state']) {
  const queries: PipelineLogQuery[] = [];
  async function* readLogs(query: PipelineLogQuery) {
    queries.push(query);
    yield 'permission denied\n';
  }
  await readLogTail({ client: { readLogs } } as unknown as AgentCall, {
    ref,
    container: {
      pod: 'pod-1',
      namespace: 'team-a',
      name: 'main',
      role: 'user',
      state,
      attempt: 2,
      hasLogs: true,
    },
    lines: 5,
    notShown: [],
  });
  return queries[0];
}

async function tailOf(text: string) {
  async function* readLogs() {
    yield text;
  }
  const log = await readLogTail(
    { client: { readLogs } } as unknown as AgentCall,
    {
      ref,
      container: {
        pod: 'pod-1',
        namespace: 'team-a',
        name: 'main',
        role: 'user',
        state: 'failed',
        attempt: 1,
        hasLogs: true,
      },
      lines: 5,
      notShown: [],
    },
  );
  return log?.lastLines as string[];
}

describe('readLogTail', () => {
  it('does not show the rest of a line whose beginning was not read, because it may be the rest of a secret', async () => {
    const secret = `Authorization: Bearer ${'abc def '.repeat(3_000)}`;

    const lines = await tailOf(`${secret}\npermission denied\n`);

    expect(lines).toEqual([
      expect.stringMatching(/^\(left out: only the last 16384 characters/),
      'permission denied',
    ]);
    expect(await tailOf('x y '.repeat(250_000))).toEqual([lines[0]]);
  });

  it('hides a line of JSON with a secret in it', async () => {
    expect(await tailOf('{"msg":"ready","password":"hunter2"}\n')).toEqual([
      HIDDEN,
    ]);
  });

  it('reads the attempt that failed, also while the next attempt runs', async () => {
    expect(await queryFor('running')).toMatchObject({ previous: true });
    expect(await queryFor('waiting')).not.toHaveProperty('previous');
    expect(await queryFor('failed')).not.toHaveProperty('previous');
  });
});
