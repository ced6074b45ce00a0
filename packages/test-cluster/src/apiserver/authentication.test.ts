import { authenticationConfiguration } from './authentication';

/** `startPlatform.integration.test.ts` tests the flags and the file on a real API server. */
describe('authenticationConfiguration', () => {
  it('allows anonymous requests to the health endpoints only', () => {
    const issuer = { url: 'https://localhost:8443', audience: 'kube' };

    expect(authenticationConfiguration(issuer, 'PEM').anonymous).toEqual({
      enabled: true,
      conditions: [
        { path: '/livez' },
        { path: '/readyz' },
        { path: '/healthz' },
      ],
    });
  });
});
