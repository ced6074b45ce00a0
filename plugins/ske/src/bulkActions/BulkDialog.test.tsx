import { act, screen } from '@testing-library/react';
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
  it('says what was not sent if the user leaves the page while the action runs', async () => {
    const platform = new FakePlatform();
    const respond: (() => void)[] = [];
    platform.write = () =>
      new Promise(resolve => {
        respond.push(() => resolve({} as never));
      });
    const { unmount } = await renderPage(
      <BulkDialog
        action="reconcile"
        items={['a', 'b', 'c', 'd', 'e', 'f'].map(item)}
        promises={[]}
        onClose={() => {}}
      />,
      { platform },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Re-run (6)' }),
    );
    expect(respond).toHaveLength(4);
    unmount();
    await act(async () => respond.forEach(each => each()));
    expect(
      await screen.findByText('Re-run 6 requests. Accepted: 4. Not sent: 2.'),
    ).toBeInTheDocument();
    expect(respond).toHaveLength(4);
  });
});
