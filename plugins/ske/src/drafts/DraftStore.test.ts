import { DraftStore, removeDraftsOfOthers } from './DraftStore';

const ada = { user: 'user:default/ada', cluster: 'platform' };
const eve = { user: 'user:default/eve', cluster: 'platform' };
const draft = { value: { size: 1 }, savedAt: 1 };

function write(store: DraftStore, form: string, savedAt = 1): string {
  const key = store.newKey(form);
  store.write(key, { ...draft, savedAt });
  return key;
}

describe('DraftStore', () => {
  beforeEach(() => sessionStorage.clear());

  it('finds a draft again', () => {
    const key = write(new DraftStore(sessionStorage, ada), 'new:thing');
    const store = new DraftStore(sessionStorage, ada);

    expect(store.list('new:thing')).toEqual([{ key, draft }]);
    expect(store.list('new:other')).toEqual([]);
    expect(store.list('new:thin')).toEqual([]);
    store.remove(key);
    expect(store.list('new:thing')).toEqual([]);
  });

  it('keeps several drafts of a form, the newest first', () => {
    const store = new DraftStore(sessionStorage, ada);
    [2, 9, 4].forEach(savedAt => write(store, 'new:thing', savedAt));
    expect(store.list('new:thing').map(each => each.draft.savedAt)).toEqual([
      9, 4, 2,
    ]);
  });

  it('removes the drafts of another user, and nothing else', () => {
    sessionStorage.setItem('other', 'kept');
    const hers = new DraftStore(sessionStorage, ada);
    const own = new DraftStore(sessionStorage, eve);
    write(hers, 'new:thing');
    write(new DraftStore(sessionStorage, { ...ada, cluster: 'b' }), 'edit:1');
    write(own, 'new:thing');

    removeDraftsOfOthers(sessionStorage, 'User:default/Eve');
    expect(hers.list('new:thing')).toEqual([]);
    expect(own.list('new:thing')).toHaveLength(1);
    expect(sessionStorage.getItem('other')).toBe('kept');
    expect(sessionStorage).toHaveLength(2);
  });

  it('does not return the drafts of another cluster', () => {
    write(new DraftStore(sessionStorage, ada), 'new:thing');
    const other = new DraftStore(sessionStorage, { ...ada, cluster: 'b' });
    expect(other.list('new:thing')).toEqual([]);
  });

  it.each(['', 'null', '{', '[]', '{"savedAt":"x","value":1}'])(
    'ignores a stored text that is not a draft: %j',
    text => {
      const store = new DraftStore(sessionStorage, ada);
      sessionStorage.setItem(write(store, 'form'), text);
      expect(store.list('form')).toEqual([]);
    },
  );

  it('does nothing if the browser blocks the storage', () => {
    const blocked = {
      get length(): number {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('blocked');
      },
    } as unknown as Storage;
    const store = new DraftStore(blocked, ada);
    expect(() => write(store, 'form')).not.toThrow();
    expect(store.list('form')).toEqual([]);
  });
});
