import { toastApiRef } from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { YamlView } from './YamlView';

const object = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    uid: 'uid',
    managedFields: [{ manager: 'kratix' }],
  },
};

describe('YamlView', () => {
  it('says that the text was copied until the text changes', async () => {
    const user = userEvent.setup();
    await renderInTestApp(<YamlView object={object} />);
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /managed fields/i }));
    expect(screen.getByRole('button', { name: 'Copy' })).toBeVisible();
  });

  it('says what to do if the browser has no clipboard, as on plain HTTP', async () => {
    const user = userEvent.setup();
    const clipboard = jest
      .spyOn(navigator, 'clipboard', 'get')
      .mockReturnValue(undefined as never);
    const post = jest.fn();
    await renderInTestApp(
      <TestApiProvider apis={[[toastApiRef, { post } as never]]}>
        <YamlView object={object} />
      </TestApiProvider>,
    );
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith({
        title: expect.stringMatching(/HTTPS/),
        status: 'warning',
      }),
    );
    clipboard.mockRestore();
  });
});
