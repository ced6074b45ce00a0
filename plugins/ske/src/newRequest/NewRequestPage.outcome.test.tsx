import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes } from 'react-router-dom';
import { change, renderPage } from '../requests/__testUtils__/renderPage';
import {
  address,
  press,
  render,
  setUp,
  toReview,
} from './__testUtils__/newRequestPage';
import { NewRequestPage } from './NewRequestPage';

describe('NewRequestPage, a create whose response is late or lost', () => {
  beforeEach(() => sessionStorage.clear());

  it('reads the request from the cluster if the create got no response, and offers to open its page', async () => {
    const { platform, writes, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Thing',
        metadata: {
          name: 'one',
          namespace: 'default',
          annotations: { 'kratix-portal.io/requested-by': 'user:default/ada' },
        },
      });
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    });
    await press('Create');

    expect(
      await screen.findByRole('link', { name: 'Open its page' }),
    ).toHaveAttribute(
      'href',
      '/kratix/resources/demo.example.com/v1/Thing/default/one',
    );
    expect(
      screen.queryByRole('button', { name: 'Create it again' }),
    ).toBeNull();
    expect(writes).toHaveLength(2);
  });

  it('keeps the draft if the cluster has an object of another person', async () => {
    const { platform, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Thing',
        metadata: { name: 'one', namespace: 'default' },
      });
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    });
    await press('Create');
    await screen.findByText(/but not as you have sent it/);
    await userEvent.click(screen.getByRole('link', { name: 'Open its page' }));
    await waitFor(() =>
      expect(JSON.stringify({ ...sessionStorage })).toContain('one'),
    );
  });

  it('offers to go back and to create again if the user may not read the request', async () => {
    const { platform, writes, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      platform.refuse({ kind: 'Thing' });
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    });
    await press('Create');
    await screen.findByText(/You may not have the right to read it/);
    await press('Create it again');
    await waitFor(() => expect(writes).toHaveLength(3));
    expect(writes[2]).toMatchObject({ onExisting: 'fail' });
  });

  it('does not say whose request it is while it is not known who is signed in', async () => {
    const { platform, answers } = setUp();
    platform.whoAmI = async () => {
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    };
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Thing',
        metadata: { name: 'one', namespace: 'default' },
      });
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    });
    await press('Create');
    expect(
      await screen.findByRole('button', { name: 'Create it again' }),
    ).toBeVisible();
    expect(screen.queryByText(/but not as you have sent it/)).toBeNull();
  });

  it('creates a request again only after the cluster has confirmed that the request does not exist', async () => {
    const { platform, writes, answers } = setUp();
    await render(platform);
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(async () => {
      throw new SkeError({ code: 'timeout', message: 'No answer.' });
    });
    await press('Create');
    await press('Create it again');

    await waitFor(() => expect(address()).toContain('/Thing/'));
    expect(writes).toHaveLength(3);
  });

  it('does not leave another page when the response to the create arrives after the user has gone there', async () => {
    const { platform, answers } = setUp();
    let respond = () => {};
    await renderPage(
      <Routes>
        <Route path="/" element={<NewRequestPage name="thing" />} />
        <Route path="*" element={<p>Another page</p>} />
      </Routes>,
      { platform, beside: <Link to="/elsewhere">Leave</Link> },
    );
    await toReview();
    await screen.findByRole('button', { name: 'Create' });
    answers.push(
      () =>
        new Promise(resolve => {
          respond = () => resolve({ operation: 'created' });
        }),
    );
    await press('Create');
    await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
    await screen.findByText('Another page');
    expect(sessionStorage).toHaveLength(1);
    await change(() => respond());
    expect(address()).toBe('/elsewhere');
    expect(sessionStorage).toHaveLength(0);
    expect(
      await screen.findAllByText('The Thing one was created.'),
    ).not.toEqual([]);
  });

  it.each([
    ['forbidden', /^The Thing one was not created\./],
    [
      'timeout',
      /^The portal does not know whether the Thing one was created\./,
    ],
  ] as const)(
    'says what is known if a create ends with %s after the user has left the page',
    async (code, said) => {
      const { platform, answers } = setUp();
      let fail = () => {};
      await renderPage(
        <Routes>
          <Route path="/" element={<NewRequestPage name="thing" />} />
          <Route path="*" element={<p>Another page</p>} />
        </Routes>,
        { platform, beside: <Link to="/elsewhere">Leave</Link> },
      );
      await toReview();
      await screen.findByRole('button', { name: 'Create' });
      answers.push(
        () =>
          new Promise((_, reject) => {
            fail = () => reject(new SkeError({ code, message: 'No.' }));
          }),
      );
      await press('Create');
      await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
      await screen.findByText('Another page');
      await change(() => fail());
      expect(await screen.findAllByText(said)).not.toEqual([]);
      expect(sessionStorage).toHaveLength(1);
    },
  );
});
