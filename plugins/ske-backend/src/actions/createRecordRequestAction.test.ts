import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { SkeClient, SkeError } from '@kratix-portal/plugin-ske-common';
import { validate } from 'jsonschema';
import { createRecordRequestAction } from './createRecordRequestAction';
import { TaskTokens } from './TaskTokens';

/** The tokens of tasks in mode `tok`. */
const tokens = new TaskTokens({
  auth: mockServices.auth(),
  discovery: mockServices.discovery(),
  providerId: undefined,
});

const manifest = `apiVersion: marketplace.kratix.io/v1alpha1
kind: redis
metadata:
  name: cache
  namespace: team-a
  labels: {team: a}
  annotations: {backstage.io/owner: team-a}
spec: {password: hunter2}
`;
const input = {
  promiseName: 'redis',
  name: 'cache',
  namespace: 'team-a',
  action: 'Request' as const,
  manifest,
};
const ref = {
  apiVersion: 'marketplace.kratix.io/v1alpha1',
  kind: 'redis',
  namespace: 'team-a',
  name: 'cache',
};

/** A client whose method is replaced with a mock function, because the route has tests of its own. */
function clientWith(recordRequest: jest.Mock): SkeClient {
  return Object.assign(new SkeClient({ baseUrl: 'http://localhost' }), {
    recordRequest,
  });
}

/** The errors of the scaffolder's input validation. */
function refusals(value: unknown): string[] {
  const client = clientWith(jest.fn());
  const schema =
    createRecordRequestAction({ client, tokens }).schema?.input ?? {};
  return validate(value, schema).errors.map(error => error.stack);
}

async function run(
  more: object,
  options: { result?: object; failure?: Error; isDryRun?: boolean } = {},
) {
  const log: string[] = [];
  const outputs: string[] = [];
  const write = (level: string) => (line: string) =>
    log.push(`${level} ${line}`);
  const recordRequest = jest.fn(async () => {
    if (options.failure) {
      throw options.failure;
    }
    return {
      ...ref,
      outcome: 'recorded',
      exists: false,
      ...options.result,
    };
  });
  const client = clientWith(recordRequest);
  await createRecordRequestAction({ client, tokens }).handler({
    ...createMockActionContext({
      input: { ...input, ...more },
      logger: mockServices.logger.mock({
        info: write('info'),
        warn: write('warn'),
        error: write('error'),
      }),
    }),
    secrets: { backstageToken: 'of-jane' },
    isDryRun: options.isDryRun,
    output: name => {
      outputs.push(String(name));
    },
  });
  return { log, outputs, calls: recordRequest.mock.calls as unknown[][] };
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

  it("W18: accepts SKE's inputs with and without the optional inputs, and accepts unknown inputs", () => {
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

  it('S7: sends the object and its metadata as the user, and nothing of its spec', async () => {
    const { calls, log } = await run({});
    expect(calls).toEqual([
      [
        {
          ...ref,
          action: 'Request',
          promiseName: 'redis',
          labels: { team: 'a' },
          annotations: { 'backstage.io/owner': 'team-a' },
        },
        expect.objectContaining({ token: 'of-jane' }),
      ],
    ]);
    expect(JSON.stringify([calls, log])).not.toContain('hunter2');
  });

  it('passes on the pull request in which the request waits', async () => {
    const { calls } = await run({
      pullRequestUrl: 'https://github.com/acme/requests/pull/7',
      requestsRepoUrl: 'github.com?owner=acme&repo=requests',
    });
    expect(calls[0][0]).toMatchObject({
      pullRequestUrl: 'https://github.com/acme/requests/pull/7',
      requestsRepoUrl: 'github.com?owner=acme&repo=requests',
    });
  });

  it('P5: leaves out empty texts of a Template without a repository', async () => {
    const { calls } = await run({ pullRequestUrl: '', requestsRepoUrl: '' });
    expect(Object.keys(calls[0][0] as object)).not.toEqual(
      expect.arrayContaining([expect.stringContaining('Url')]),
    );
  });

  it('W16: takes the namespace from the manifest, also if a Template hides its field', async () => {
    const { calls } = await run({ namespace: '' });
    expect(calls[0][0]).toMatchObject({ namespace: 'team-a' });
    const without = await run({
      namespace: '',
      manifest: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
      },
    });
    expect(without.calls[0][0]).toMatchObject({ namespace: 'default' });
  });

  it.each([
    [
      { exists: false },
      'info The request of redis cache in namespace team-a is recorded. The catalog shows it as requested until it is on the platform cluster.',
    ],
    [
      { exists: true },
      'info The request of redis cache in namespace team-a is recorded. It is on the platform cluster already, so the catalog shows it within seconds.',
    ],
    [
      { outcome: 'withdrawn' },
      'info The record of redis cache in namespace team-a is withdrawn.',
    ],
  ])('logs one line for %j', async (result, line) => {
    const { log, outputs } = await run({}, { result });
    expect(log).toEqual([line]);
    expect(outputs).toEqual([]);
  });

  it('W18: warns and does not fail if the request cannot be recorded', async () => {
    const failure = new SkeError({
      code: 'forbidden',
      message: 'You may not.',
      hint: 'Ask.',
    });
    const { log } = await run({}, { failure });
    expect(log).toEqual([
      'warn The request of redis cache in namespace team-a is not recorded, so the catalog does not show it before the platform cluster has it. You may not. Ask.',
    ]);
  });

  it('W18: warns and does not fail if the manifest cannot be read', async () => {
    const { log, calls } = await run({ manifest: 'kind: {{' });
    expect(calls).toEqual([]);
    expect(log).toEqual([
      expect.stringMatching(
        /^warn The request of cache is not recorded, because its manifest cannot be read: /,
      ),
    ]);
  });

  it('records nothing in a dry run', async () => {
    const { log, calls } = await run({}, { isDryRun: true });
    expect(calls).toEqual([]);
    expect(log).toEqual([
      'info Dry run: would record the request of redis cache in namespace team-a. Nothing is recorded.',
    ]);
  });
});
