import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserPlatformConfig } from '../../config';
import { ServiceIdentity, UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import {
  path,
  refusal,
  status,
  subject,
} from './__testUtils__/platformClients';
import { PlatformClient } from './PlatformClient';

const ACCOUNT = 'Bearer token-of-the-account';
const account = { authorization: async () => ACCOUNT };
const token = AccessToken.parse('token-of-jane', new Date());
const userEntityRef = 'user:default/jane';

/** Jane with her own token, and Jane for whom the account acts. */
const jane = new UserIdentity({ userEntityRef, token });
const janeByAccount = new UserIdentity({
  userEntityRef,
  token,
  actor: { account, user: { name: 'jane', groups: ['dev', 'größe'] } },
});

describe('S19: PlatformClient with impersonation', () => {
  let server: Server;
  let requests: string[][];
  let answer: { code: number; body: object };
  let url: string;
  const clients: PlatformClient[] = [];

  beforeEach(async () => {
    requests = [];
    answer = {
      code: 200,
      body: { kind: 'ConfigMap', metadata: { name: 'b' } },
    };
    server = createServer((request, response) => {
      requests.push(request.rawHeaders);
      response.writeHead(answer.code);
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
    await new Promise(resolve => server.close(resolve));
  });

  function connect(isImpersonating = true): PlatformClient {
    const platform: UserPlatformConfig = {
      name: 'kratix-platform',
      url,
      tls: { skipVerify: false },
      identity: {
        mode: 'user',
        oidcTokenProvider: 'oidc',
        ...(isImpersonating && {
          impersonation: {
            path: 'clusters[0].impersonation',
            providerId: 'oidc',
            metadataUrl: 'https://idp.example.com',
            audience: 'kube',
            usernameClaim: 'sub',
            groupsPrefix: '',
            account,
          },
        }),
      },
    };
    const client = new PlatformClient({ platform });
    clients.push(client);
    return client;
  }

  it('sends the account with user and groups, and no token of the user', async () => {
    await connect().get(path, { identity: janeByAccount, subject: subject() });

    const [sent] = requests;
    const names = sent.filter((_, index) => index % 2 === 0);
    const valueOf = (name: string) =>
      sent.filter(
        (_, index) => index % 2 === 1 && sent[index - 1].toLowerCase() === name,
      );
    expect(valueOf('authorization')).toEqual([ACCOUNT]);
    expect(valueOf('impersonate-user')).toEqual(['jane']);
    expect(
      valueOf('impersonate-group').map(value =>
        Buffer.from(value, 'latin1').toString('utf8'),
      ),
    ).toEqual(['dev', 'größe']);
    expect(
      names.filter(name => name.toLowerCase().startsWith('impersonate-')),
    ).toHaveLength(3);
    expect(JSON.stringify(sent)).not.toContain('token-of-jane');
  });

  it.each([
    ['a user’s own token if an account acts for users', true, jane],
    ['an account if users act as themselves', false, janeByAccount],
    [
      'an account without a user',
      true,
      new ServiceIdentity({ credentials: account }),
    ],
  ])('S2: never sends %s', async (_, isImpersonating, identity) => {
    const error = await refusal(
      connect(isImpersonating).get(path, { identity, subject: subject() }),
    );

    expect(error.code).toBe('no-credentials');
    expect(requests).toEqual([]);
  });

  it.each([
    [
      401,
      status('Unauthorized', 'Unauthorized'),
      'does not accept the account of the portal that acts for you',
    ],
    [
      403,
      status(
        'Forbidden',
        'groups.authentication.k8s.io "dev" is forbidden: User "system:serviceaccount:ske:portal" cannot impersonate resource "groups" in API group "" at the cluster scope',
      ),
      'it may not impersonate one of your groups',
    ],
  ])('explains a %i about the account', async (code, body, message) => {
    answer = { code, body };

    const error = await refusal(
      connect().get(path, { identity: janeByAccount, subject: subject() }),
    );

    expect(error.code).toBe('identity-rejected');
    expect(error.message).toContain(message);
  });
});
