import { toastApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../live/__testUtils__';
import { requestObject } from '../requests/__testUtils__/objects';
import { renderPage } from '../requests/__testUtils__/renderPage';
import { BulkDialog } from './BulkDialog';
import type { BulkItem } from './BulkItem';

const item = (name: string): BulkItem => {
  const object = requestObject({ name });
  const { apiVersion, kind } = object;
  const { namespace } = object.metadata;
  return {
    id: name,
    ref: { apiVersion, kind, namespace, name },
    object: { ...object, metadata: { ...object.metadata, uid: name } },
    promise: 'redis',
    isPromisePaused: false,
    hasVersion: false,
  };
};

describe('BulkDialog', () => {
  it.each([
    ['abcdef', '-', 4, 'Accepted: 4. Not sent: 2.', 'warning'],
    ['abcdef', 'f', 4, 'Accepted: 4. Not sent: 1. Left out: 1.', 'warning'],
    ['ab', '-', 2, 'Accepted: 2.', 'success'],
  ] as const)(
    'says how the action on %s, without the right for %s, has ended if the user leaves the page while it runs',
    async (names, refused, sent, said, status) => {
      const platform = new FakePlatform();
      platform.access = ({ name }) => ({ allowed: name !== refused });
      const respond: (() => void)[] = [];
      platform.write = () =>
        new Promise(resolve => {
          respond.push(() => resolve({} as never));
        });
      const post = jest.fn();
      const { unmount } = await renderPage(
        <TestApiProvider apis={[[toastApiRef, { post } as never]]}>
          <BulkDialog
            action="reconcile"
            items={[...names].map(item)}
            promises={[]}
            onClose={() => {}}
          />
        </TestApiProvider>,
        { platform },
      );
      const possible = names.replace(refused, '').length;
      await userEvent.click(
        await screen.findByRole('button', { name: `Re-run (${possible})` }),
      );
      expect(respond).toHaveLength(sent);
      unmount();
      await act(async () => respond.forEach(each => each()));
      const title = `Re-run ${names.length} requests. ${said}`;
      await waitFor(() =>
        expect(post.mock.calls).toEqual([[{ title, status }]]),
      );
      expect(respond).toHaveLength(sent);
    },
  );
});
