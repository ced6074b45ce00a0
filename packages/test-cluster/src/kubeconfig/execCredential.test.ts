import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CertificateAuthority } from '../certs/CertificateAuthority';
import { useTemporaryFolder } from '../testing/temporaryFolder';

/** `startPlatform.integration.test.ts` signs in with the plugin. */
describe('execCredential', () => {
  const folder = useTemporaryFolder();
  let server: Server | undefined;

  afterEach(async () => {
    if (server) {
      server.close();
      await once(server, 'close');
      server = undefined;
    }
  });

  /** A token endpoint that always sends the same response and records the requests. */
  const tokenEndpoint = async (status: number, body: object) => {
    const authority = await CertificateAuthority.open(folder.path);
    const files = await authority.certificate({
      kind: 'server',
      name: 'token',
    });
    const requests: string[] = [];
    server = createServer(
      {
        cert: await readFile(files.certFile),
        key: await readFile(files.keyFile),
      },
      (request, response) => {
        requests.push(request.url ?? '');
        request.resume();
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      requests,
      env: {
        OIDC_TOKEN_ENDPOINT: `https://127.0.0.1:${port}/token`,
        NODE_EXTRA_CA_CERTS: authority.caFile,
        OIDC_CLIENT_ID: 'kube',
        OIDC_USERNAME: 'user dev',
        OIDC_PASSWORD: 'a&b=c',
      },
    };
  };

  const runPlugin = (env: Record<string, string>) =>
    new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
      const child = execFile(
        process.execPath,
        [require.resolve('./execCredential.mjs')],
        // The plugin gets only the variables of the kubeconfig, because it must not need the caller's environment.
        { env, cwd: folder.path },
        (_, stdout, stderr) =>
          resolve({ code: child.exitCode ?? 1, stdout, stderr }),
      );
    });

  it('prints the error of the token endpoint, without the password', async () => {
    const { env } = await tokenEndpoint(400, {
      error: 'invalid_grant',
      error_description: 'wrong user name or password',
    });

    const { code, stdout, stderr } = await runPlugin(env);

    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('wrong user name or password');
    expect(stderr).not.toContain('a&b=c');
  });

  it('rejects an endpoint whose certificate is from another CA', async () => {
    const { env, requests } = await tokenEndpoint(200, { access_token: 'x' });
    const other = await CertificateAuthority.open(join(folder.path, 'other'));

    const { code, stderr } = await runPlugin({
      ...env,
      NODE_EXTRA_CA_CERTS: other.caFile,
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(/certificate/);
    expect(requests).toEqual([]);
  });

  it('names a setting that is missing', async () => {
    const { env } = await tokenEndpoint(200, { access_token: 'x' });

    expect(await runPlugin({ ...env, OIDC_PASSWORD: '' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('OIDC_PASSWORD is not set'),
    });
  });
});
