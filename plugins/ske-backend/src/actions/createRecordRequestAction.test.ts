import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { validate } from 'jsonschema';
import { createRecordRequestAction } from './createRecordRequestAction';

const input = {
  promiseName: 'redis',
  name: 'cache',
  namespace: 'team-a',
  action: 'Request' as const,
  manifest: 'kind: Redis\nspec: {password: hunter2}\n',
};

/** The errors of the scaffolder's input validation. */
function refusals(value: unknown): string[] {
  const schema = createRecordRequestAction().schema?.input ?? {};
  return validate(value, schema).errors.map(error => error.stack);
}

async function run(more: object) {
  const log: string[] = [];
  const outputs: string[] = [];
  const write = (level: string) => (line: string) =>
    log.push(`${level} ${line}`);
  await createRecordRequestAction().handler({
    ...createMockActionContext({
      input: { ...input, ...more },
      logger: mockServices.logger.mock({
        info: write('info'),
        warn: write('warn'),
        error: write('error'),
      }),
    }),
    output: name => {
      outputs.push(String(name));
    },
  });
  return { log, outputs };
}

describe('B8: ske:record-request', () => {
  it.each(['promiseName', 'name', 'namespace', 'action', 'manifest'])(
    'rejects an input without %s',
    key => {
      const { [key as keyof typeof input]: _, ...rest } = input;
      expect(refusals(rest)).toEqual([expect.stringContaining(key)]);
    },
  );

  it('rejects an unknown action', () => {
    expect(refusals({ ...input, action: 'request' })).toEqual([
      expect.stringContaining('action'),
    ]);
  });

  it("W18: accepts SKE's inputs, with and without the optional ones, and unknown inputs", () => {
    expect(refusals(input)).toEqual([]);
    expect(
      refusals({
        ...input,
        action: 'Delete',
        pullRequestUrl: 'https://github.com/acme/requests/pull/7',
        requestsRepoUrl: 'github.com?owner=acme&repo=requests',
        manifest: { kind: 'Redis' },
        later: true,
      }),
    ).toEqual([]);
  });

  it.each([
    ['Request', 'shows cache'],
    ['Update', 'shows the change of cache'],
    ['Delete', 'drops cache'],
  ])('%s: logs one line that nothing is recorded', async (action, words) => {
    const { log, outputs } = await run({ action, pullRequestUrl: '' });
    expect(log).toEqual([
      `info No record is needed: the catalog module for Kratix ${words} of Promise redis in namespace team-a by itself, seconds after the platform cluster does.`,
    ]);
    expect(outputs).toEqual([]);
  });

  it('warns of a pull request without failing', async () => {
    const { log } = await run({
      pullRequestUrl: 'https://github.com/acme/requests/pull/7',
    });
    expect(log).toEqual([
      expect.stringMatching(
        /^warn The pull request https:\/\/github\.com\/acme\/requests\/pull\/7 is open, .* pull-request mode is not supported yet\./,
      ),
    ]);
  });

  it('S7: logs nothing of the manifest', async () => {
    const { log } = await run({});
    expect(log.join()).not.toContain('hunter2');
  });
});
