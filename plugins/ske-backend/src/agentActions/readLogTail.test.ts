import type {
  ContainerCause,
  PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import type { AgentCall } from './AgentCalls';
import { readLogTail } from './readLogTail';

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

describe('readLogTail', () => {
  it('reads the attempt that failed, also while the next attempt runs', async () => {
    expect(await queryFor('running')).toMatchObject({ previous: true });
    expect(await queryFor('waiting')).not.toHaveProperty('previous');
    expect(await queryFor('failed')).not.toHaveProperty('previous');
  });
});
