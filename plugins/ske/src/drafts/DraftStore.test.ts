import { DraftStore } from './DraftStore';

const ada = { user: 'user:default/ada', cluster: 'platform' };
const eve = { user: 'user:default/eve', cluster: 'platform' };
const draft = { value: { size: 1 }, savedAt: 1 };

describe('DraftStore', () => {
  beforeEach(() => sessionStorage.clear());

  it('finds a draft again', () => {
    new DraftStore(sessionStorage, ada).write('new:thing', draft);
    const store = new DraftStore(sessionStorage, ada);

    expect(store.read('new:thing')).toEqual(draft);
    expect(store.read('new:other')).toBeUndefined();
    store.remove('new:thing');
    expect(store.read('new:thing')).toBeUndefined();
  });

  it('removes the drafts of another person, and nothing else', () => {
    sessionStorage.setItem('other', 'kept');
    new DraftStore(sessionStorage, ada).write('new:thing', draft);
    const store = new DraftStore(sessionStorage, eve);
    store.write('new:thing', draft);

    expect(store.read('new:thing')).toEqual(draft);
    store.removeOthers();
    expect(new DraftStore(sessionStorage, ada).read('new:thing')).toBe(
      undefined,
    );
    expect(store.read('new:thing')).toEqual(draft);
    expect(sessionStorage.getItem('other')).toBe('kept');
  });

  it('keeps the clusters apart', () => {
    new DraftStore(sessionStorage, ada).write('new:thing', draft);
    const other = new DraftStore(sessionStorage, { ...ada, cluster: 'b' });
    expect(other.read('new:thing')).toBeUndefined();
  });

  it.each(['', 'null', '{', '[]', '{"savedAt":"x","value":1}'])(
    'ignores a stored text that is not a draft: %j',
    text => {
      const store = new DraftStore(sessionStorage, ada);
      store.write('form', draft);
      sessionStorage.setItem(sessionStorage.key(0)!, text);
      expect(store.read('form')).toBeUndefined();
    },
  );

  it('does nothing where the storage is blocked', () => {
    const blocked = {
      setItem: () => {
        throw new Error('blocked');
      },
    } as unknown as Storage;
    expect(() =>
      new DraftStore(blocked, ada).write('form', draft),
    ).not.toThrow();
  });
});
