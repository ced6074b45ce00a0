import { DraftSaver, SAVE_EVERY_MS } from './DraftSaver';
import { DraftStore } from './DraftStore';

const FORM = 'new:thing';
const open = () =>
  new DraftSaver(
    new DraftStore(sessionStorage, { user: 'ada', cluster: 'platform' }),
    FORM,
  );
const stored = () => JSON.stringify({ ...sessionStorage });

describe('DraftSaver', () => {
  beforeEach(() => {
    sessionStorage.clear();
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('saves while the user types without a pause', () => {
    const saver = open();
    for (let typed = 1; typed <= 12; typed += 1) {
      saver.update(JSON.stringify('x'.repeat(typed)));
      jest.advanceTimersByTime(SAVE_EVERY_MS / 5);
    }
    expect(stored()).toContain('xxxxxxxxxx');
  });

  it('saves at once when the page is left', () => {
    const saver = open();
    saver.update('"typed"');
    saver.flush();
    expect(open().found?.value).toBe('typed');
  });

  it('never replaces a draft until the user has decided about it', () => {
    const first = open();
    first.update('"a long text"');
    first.flush();

    const second = open();
    second.update('"x"');
    jest.advanceTimersByTime(SAVE_EVERY_MS);
    expect(second.found?.value).toBe('a long text');

    // After a crash both drafts are offered, one after the other.
    const third = open();
    expect(third.found?.value).toBe('x');
    third.discard();
    expect(third.found?.value).toBe('a long text');
    third.take();
    expect(third.found).toBeUndefined();
    expect(open().found?.value).toBe('a long text');
    third.update('"a longer text"');
    third.flush();
    expect(open().found?.value).toBe('a longer text');
    expect(sessionStorage).toHaveLength(1);
  });

  it('keeps what was typed before the user continues with a draft, and offers it next', () => {
    const first = open();
    first.update('"earlier"');
    first.flush();
    const saver = open();
    saver.update('"typed meanwhile"');
    saver.take();
    expect(saver.found?.value).toBe('typed meanwhile');
    // The page is left before the form has shown the draft.
    saver.flush();
    expect(stored()).toContain('earlier');
    saver.update('"earlier and more"');
    saver.flush();
    saver.take();
    expect(saver.found?.value).toBe('earlier and more');
    saver.update('"typed meanwhile"');
    saver.flush();
    expect(sessionStorage).toHaveLength(2);
    saver.sent();
    expect(open().found?.value).toBe('earlier and more');
  });

  it('finds a draft that the previous form saved when it was closed', () => {
    const first = open();
    first.update('"typed"');
    const second = open();
    first.flush();
    expect(second.found).toBeUndefined();
    second.look();
    expect(second.found?.value).toBe('typed');
    second.take();
    second.look();
    expect(second.found).toBeUndefined();
  });

  it('does not keep the same draft twice', () => {
    for (let visit = 0; visit < 3; visit += 1) {
      const saver = open();
      saver.update('"same"');
      saver.flush();
    }
    expect(sessionStorage).toHaveLength(1);
  });

  it('removes the draft that was sent, and keeps a draft that the user has not decided about', () => {
    const first = open();
    first.update('"waits"');
    first.flush();

    const saver = open();
    saver.update('"sent"');
    saver.flush();
    saver.sent();
    saver.update('"sent and more"');
    saver.flush();
    expect(stored()).toContain('waits');
    expect(stored()).not.toContain('sent');
  });

  it('keeps what the user has typed in another form into a draft that was sent meanwhile', () => {
    const first = open();
    first.update('"sent"');
    first.flush();
    const second = open();
    second.take();
    second.update('"sent and more"');
    second.flush();
    first.sent();
    expect(open().found?.value).toBe('sent and more');
    second.sent();
    expect(sessionStorage).toHaveLength(0);
  });

  it('removes a draft that was sent without a change', () => {
    const first = open();
    first.update('"found"');
    first.flush();
    const second = open();
    second.take();
    second.sent();
    expect(sessionStorage).toHaveLength(0);
  });

  it('removes the draft when the form has nothing left to save', () => {
    const saver = open();
    saver.update('"typed"');
    saver.flush();
    saver.update(undefined);
    saver.flush();
    expect(sessionStorage).toHaveLength(0);
  });
});
