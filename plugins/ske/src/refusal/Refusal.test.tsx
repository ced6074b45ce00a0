import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SkeError, skeErrorCodes } from '@kratix-portal/plugin-ske-common';
import type { SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import type { Attempt } from './Attempt';
import { Refusal, type RefusalProps } from './Refusal';

const tried: Attempt = {
  verb: 'list',
  apiVersion: 'batch/v1',
  kind: 'Job',
  plural: 'jobs',
  namespace: 'team-a',
};

const byRoles = new SkeError({
  code: 'forbidden',
  message: 'ada may not list Job.',
  detail: 'jobs.batch is forbidden: User "ada" cannot list resource "jobs"',
  requestId: 'request-1',
});

const notFound = new SkeError({ code: 'not-found', message: 'It is gone.' });

function render(props: Partial<RefusalProps> = {}) {
  const platform = new FakePlatform();
  renderInTestApp(
    <Refusal size="page" error={byRoles} tried={tried} {...props} />,
    { apis: [...fakeApis(platform)] },
  );
  return platform;
}

describe('Refusal', () => {
  it('says what was tried, as whom, who refused, and what to do', async () => {
    render();
    expect(
      await screen.findByRole('heading', {
        name: 'You may not list Job objects in the namespace team-a.',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Ask the people who run the cluster for this right.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        'user:default/ada, on the cluster oidc:ada in oidc:developers',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('the cluster platform, by its roles'),
    ).toBeInTheDocument();
    expect(screen.getByText(byRoles.detail!)).toBeInTheDocument();
  });

  it('copies everything that an administrator needs, with the command that checks the right', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    render();
    await screen.findByText(/in oidc:developers$/);
    await user.click(
      screen.getByRole('button', { name: 'Copy for your admin' }),
    );
    const [text] = write.mock.calls[0];
    expect(text).toContain('Request: request-1');
    expect(text).toContain(
      'kubectl auth can-i list jobs.batch --namespace team-a --as oidc:ada --as-group oidc:developers',
    );
  });

  it.each([
    ['get', 'watch', 'You may not watch Job objects in the namespace team-a.'],
    [
      'create',
      'get',
      'You may not create Job objects in the namespace team-a.',
    ],
  ] as const)(
    'names the verb that the cluster refuses if it tried to read: %s, %s',
    async (verb, refused, name) => {
      const detail = `jobs.batch is forbidden: User "ada" cannot ${refused} resource "jobs"`;
      const error = new SkeError({ code: 'forbidden', message: 'No.', detail });
      render({ error, tried: { ...tried, verb } });
      expect(await screen.findByRole('heading', { name })).toBeVisible();
    },
  );

  it.each([
    [byRoles, 'the cluster platform, by its roles'],
    [
      new SkeError({ code: 'forbidden', message: 'The policy says no.' }),
      'the permission policy of the portal',
    ],
    [
      new SkeError({ code: 'kind-not-allowed', message: 'No Secrets.' }),
      'a rule of the portal',
    ],
  ])('names who refused: %s', async (error, refuser) => {
    render({ error });
    expect(await screen.findByText(refuser)).toBeInTheDocument();
  });

  it('names the object that does not exist', async () => {
    render({ error: notFound, tried: { ...tried, verb: 'get', name: 'a' } });
    expect(
      await screen.findByRole('heading', {
        name: 'Job a in the namespace team-a does not exist.',
      }),
    ).toBeInTheDocument();
  });

  it('is one line beside data, and shows the details when the user presses it', async () => {
    render({ size: 'line' });
    const title = await screen.findByText(/You may not list Job/);
    expect(
      screen.getByText('Ask the people who run the cluster for this right.'),
    ).not.toBeVisible();
    await userEvent.click(title);
    expect(
      screen.getByText('Ask the people who run the cluster for this right.'),
    ).toBeVisible();
  });

  it('offers to sign in again after the session has ended, and no retry', async () => {
    render({
      error: new SkeError({ code: 'session-ended', message: 'Ended.' }),
      onRetry: () => {},
    });
    expect(
      await screen.findByRole('button', { name: 'Sign in again' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it.each(Object.keys(skeErrorCodes) as SkeErrorCode[])(
    'has a text for %s without an unfilled value',
    async code => {
      render({ error: new SkeError({ code, message: 'The message.' }) });
      const title = await screen.findByRole('heading');
      expect(title.textContent).toMatch(/\.$/);
      expect(document.body.textContent).not.toMatch(/\{\{|refusal\./);
    },
  );
});
