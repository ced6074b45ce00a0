import { ClusterTickets } from './ClusterTickets';

function setUp(respond: () => Response) {
  const requests: Array<{ url: unknown; body: unknown }> = [];
  const tickets = new ClusterTickets({
    discovery: {
      getBaseUrl: async plugin => `https://portal.example.com/api/${plugin}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        requests.push({ url, body: init?.body });
        return respond();
      },
    },
  });
  return { tickets, requests };
}

const answer = (status: number, body: object) => () =>
  new Response(JSON.stringify(body), { status });

describe('ClusterTickets', () => {
  it('asks once for the calls of one page', async () => {
    const { tickets, requests } = setUp(
      answer(200, { ticket: 'ske-ticket.1' }),
    );

    expect(
      await Promise.all([tickets.get('okta'), tickets.get('okta')]),
    ).toEqual(['ske-ticket.1', 'ske-ticket.1']);
    await tickets.get('keycloak');

    expect(requests).toEqual(
      ['okta', 'keycloak'].map(provider => ({
        url: 'https://portal.example.com/api/auth/.ske/cluster-tickets',
        body: JSON.stringify({ provider }),
      })),
    );
  });

  it('asks again after 30 seconds, and after a failure', async () => {
    let respond = answer(401, { error: { message: 'Sign in again.' } });
    const { tickets, requests } = setUp(() => respond());
    await expect(tickets.get('okta')).rejects.toThrow('Sign in again.');

    respond = answer(200, { ticket: 'ske-ticket.1' });
    await tickets.get('okta');
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);
    await tickets.get('okta');
    now.mockRestore();

    expect(requests).toHaveLength(3);
  });

  it('names the key that switches it on', async () => {
    const { tickets } = setUp(answer(404, {}));

    await expect(tickets.get('okta')).rejects.toThrow(
      'ske.auth.session.kubernetesPlugin',
    );
  });
});
