import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { waitFor } from '@testing-library/react';
import { draftsElement } from './draftsElement';
import { DraftStore } from './DraftStore';

describe('draftsElement', () => {
  it('removes the drafts of the previous user on any page', async () => {
    for (const user of ['user:default/ada', 'user:default/eve']) {
      const store = new DraftStore(sessionStorage, {
        user,
        cluster: 'platform',
      });
      store.write(store.newKey('new:thing'), { value: user, savedAt: 1 });
    }
    renderTestApp({
      extensions: [draftsElement],
      apis: [mockApis.identity({ userEntityRef: 'user:default/eve' })],
    });
    await waitFor(() => expect(sessionStorage).toHaveLength(1));
    expect(sessionStorage.key(0)).toContain('user:default/eve');
  });
});
