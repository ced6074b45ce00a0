import assert from 'node:assert/strict';
import type { PortalUser } from '@kratix-portal/test-cluster';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { kubectlGet } from './liveObject';
import { objectBucket, type SampleRequest } from './sampleRequests';
import type { Stage } from './Stage';

/** Checks the actions for agents over MCP: in session mode they act as the user, and without a session the error says what to do. */
export async function checkAgents(
  stage: Stage,
  admin: () => PortalUser,
  dev: () => PortalUser,
): Promise<void> {
  const { platform, portalUrl, checks } = stage;
  const bucket = objectBucket('self-test-by-agent', { sizeGiB: 3 });
  const call = (person: () => PortalUser, dryRun: boolean) =>
    createAsAgent(portalUrl, person(), bucket, dryRun);
  if (!stage.sessions) {
    await checks.that(
      'an agent is refused without a session, and the error names session mode',
      async () => {
        const { isError, text } = await call(admin, true);
        assert.ok(isError, text);
        assert.match(text, /^AuthenticationError: .*ske\.auth\.mode/);
      },
    );
    return;
  }
  await checks.that(
    'an agent of user-admin creates an ObjectBucket over MCP, after a dry run',
    async () => {
      const rehearsed = await call(admin, true);
      assert.ok(!rehearsed.isError, rehearsed.text);
      await assert.rejects(kubectlGet(platform, bucket));
      const created = await call(admin, false);
      assert.ok(!created.isError, created.text);
      const { spec } = await kubectlGet(platform, bucket);
      assert.equal(spec.sizeGiB, 3);
    },
  );
  await checks.that(
    'an agent of user-dev is refused by the cluster',
    async () => {
      const { isError, text } = await call(dev, false);
      assert.ok(isError, text);
      assert.match(text, /^NotAllowedError: .*Code: forbidden\.$/);
    },
  );
}

async function createAsAgent(
  portalUrl: string,
  person: PortalUser,
  bucket: SampleRequest,
  dryRun: boolean,
): Promise<{ isError: boolean; text: string }> {
  const client = new Client({ name: 'self-test', version: '1.0.0' });
  const authorization = `Bearer ${person.tokens().backstage}`;
  await client.connect(
    new StreamableHTTPClientTransport(
      new URL(`${portalUrl}/api/mcp-actions/v1`),
      { requestInit: { headers: { authorization } } },
    ),
  );
  try {
    const { isError, content } = await client.callTool({
      name: 'ske.create-request',
      arguments: {
        promise: 'object-bucket',
        namespace: bucket.namespace,
        name: bucket.name,
        spec: bucket.spec,
        dryRun,
      },
    });
    const [{ text }] = content as [{ text: string }];
    return { isError: isError === true, text };
  } finally {
    await client.close();
  }
}
