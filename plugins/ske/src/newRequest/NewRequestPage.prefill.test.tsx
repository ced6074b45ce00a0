import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { toFragment, type FormValues } from '../form';
import { toPrefillState } from '../form/prefill';
import { useWhoAmI, type KubernetesObject } from '../live';
import { CopyAsNew } from '../offers';
import { renderPage } from '../requests/__testUtils__/renderPage';
import { name, press, setUp } from './__testUtils__/newRequestPage';
import { thingPromise } from './__testUtils__/thingPromise';
import { NewRequestPage } from './NewRequestPage';

const promise = () =>
  thingPromise({
    pin: { type: 'string', format: 'password', title: 'Pin' },
    note: { type: 'string', title: 'Note' },
    env: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, value: { type: 'string' } },
      },
    },
  });
const yaml = () => screen.getByRole('group', { name: 'The request as YAML' });

function Hash() {
  const { hash } = useLocation();
  return <p data-testid="hash">{decodeURIComponent(hash)}</p>;
}

/** Lets the page find out who is signed in now. */
function SignIn() {
  const { refresh } = useWhoAmI();
  return <button onClick={refresh}>Sign in as another user</button>;
}

async function open(values: FormValues, next: FormValues = {}) {
  const { platform } = setUp();
  platform.put(promise());
  await renderPage(
    <>
      <NewRequestPage name="thing" />
      <Link to={toFragment(next)}>Other link</Link>
      <Hash />
    </>,
    { platform, search: toFragment(values) },
  );
  await name();
}

async function copy(
  spec: KubernetesObject['spec'],
  platform = setUp().platform,
) {
  const object = platform.put({
    apiVersion: 'demo.example.com/v1',
    kind: 'Thing',
    metadata: { name: 'one', namespace: 'team-a' },
    spec,
  } as KubernetesObject);
  const of = platform.put(promise());
  await renderPage(
    <Routes>
      <Route path="/" element={<CopyAsNew object={object} promise={of} />} />
      <Route
        path="*"
        element={
          <>
            <NewRequestPage name="thing" />
            <SignIn />
            <Hash />
          </>
        }
      />
    </Routes>,
    { platform },
  );
  const button = await screen.findByRole('button', {
    name: 'Copy as new request',
  });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
  await name();
}

describe('NewRequestPage, values of a link', () => {
  beforeEach(() => sessionStorage.clear());

  it('takes no passwords from a link, says so, and removes them from the address', async () => {
    await open({ objname: 'linked', spec: { pin: '1234', note: 'kept' } });
    expect(
      screen.getByText(/^The link has a value for spec.pin/),
    ).toBeVisible();
    expect(await name()).toHaveValue('linked');
    expect(yaml()).toHaveTextContent('note: kept');
    await waitFor(() =>
      expect(screen.getByTestId('hash')).not.toHaveTextContent('1234'),
    );
    expect(screen.getByTestId('hash')).toHaveTextContent('"note":"kept"');
    expect(
      screen.getByText(/^The link has a value for spec.pin/),
    ).toBeVisible();
  });

  it('starts again with the values of a second link', async () => {
    await open({ objname: 'one' }, { objname: 'two', objnamespace: 'team-a' });
    await userEvent.type(await name(), '-typed');
    await userEvent.click(screen.getByRole('link', { name: 'Other link' }));
    await waitFor(async () => expect(await name()).toHaveValue('two'));
    expect(yaml()).toHaveTextContent('namespace: team-a');
  });
});

describe('NewRequestPage, a copy of a request', () => {
  beforeEach(() => sessionStorage.clear());

  it('has the values except secrets, lists the fields that were left out, and adds nothing to the address', async () => {
    await copy({
      pin: '1234',
      note: 'kept',
      env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
    });
    expect(
      screen.getByText(
        'The values of spec.pin, spec.env[0].value look like secrets, so they were not copied. Enter them yourself.',
      ),
    ).toBeVisible();
    expect(yaml()).toHaveTextContent('namespace: team-a');
    expect(yaml()).toHaveTextContent('note: kept');
    expect(yaml()).toHaveTextContent('name: DB_PASSWORD');
    expect(screen.getByTestId('hash')).toBeEmptyDOMElement();
  });

  it('keeps a value that is too long for a link', async () => {
    const note = 'a long note. '.repeat(2_000).trim();
    await copy({ note });
    expect(yaml()).toHaveTextContent(note);
  });

  it('is not given to another user who opens the page later, and is removed from the history', async () => {
    const state = toPrefillState({
      values: { spec: { note: 'of-ada' } },
      omitted: [],
      user: 'user:default/ada',
    });
    const { platform } = setUp();
    platform.me = { ...platform.me, backstageUser: 'user:default/eve' };
    platform.put(promise());
    const states: unknown[] = [];
    function State() {
      states.push(useLocation().state);
      return null;
    }
    await renderPage(
      <Routes>
        <Route
          path="/"
          element={<Navigate to="/copy" replace state={state} />}
        />
        <Route
          path="*"
          element={
            <>
              <NewRequestPage name="thing" />
              <State />
            </>
          }
        />
      </Routes>,
      { platform },
    );
    await name();
    expect(yaml()).not.toHaveTextContent('of-ada');
    expect(states).toContainEqual(state);
    await waitFor(() => expect(states.at(-1)).toBeNull());
  });

  it('is not given to another user who signs in while the form is open', async () => {
    const { platform } = setUp();
    await copy({ note: 'of-ada' }, platform);
    expect(yaml()).toHaveTextContent('of-ada');
    platform.me = { ...platform.me, backstageUser: 'user:default/eve' };
    await press('Sign in as another user');
    await waitFor(() => expect(yaml()).not.toHaveTextContent('of-ada'));
    expect(yaml()).toHaveTextContent('namespace: default');
  });
});
