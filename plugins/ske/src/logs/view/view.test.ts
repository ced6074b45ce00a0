import fc from 'fast-check';
import { container, run } from '../__testUtils__/runs';
import { LogBuffer } from '../buffer/LogBuffer';
import { parseAnsi, plainText } from './ansi';
import { compileSearch, LogSearch } from './LogSearch';
import { LogRows, type LogRow } from './rows';
import {
  findSection,
  isOpenByDefault,
  sectionsOf,
  sectionToShow,
} from './sections';
import { seePods } from './seenPods';

const ESC = '\u001b';

describe('parseAnsi', () => {
  it('reads colours and decorations', () => {
    expect(parseAnsi(`a ${ESC}[1;31mred${ESC}[0m b`)).toEqual([
      { text: 'a ', styles: [] },
      { text: 'red', styles: ['red', 'bold'] },
      { text: ' b', styles: [] },
    ]);
  });

  it('removes sequences that move the cursor, set a title or clear the screen', () => {
    expect(
      plainText(`${ESC}[2J${ESC}[10;3Hone${ESC}]0;title\u0007 two${ESC}[K`),
    ).toBe('one two');
  });

  it('keeps links with http and https only', () => {
    const link = (url: string) =>
      parseAnsi(`${ESC}]8;;${url}\u0007text${ESC}]8;;\u0007`);
    expect(link('https://example.com')).toEqual([
      { text: 'text', styles: [], href: 'https://example.com' },
    ]);
    expect(link('file:///etc/passwd')).toEqual([{ text: 'text', styles: [] }]);
  });

  it('shows characters that change the direction of text', () => {
    expect(plainText('a\u202eb\u0000')).toBe('a⟨U+202E⟩b␀');
  });

  it('never leaves an escape character, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ESC,
            '[',
            ']',
            '8;;',
            '31m',
            'm',
            'x',
            '\u0007',
            '\\',
            ';',
            'P',
            '\u009b',
          ),
          { maxLength: 30 },
        ),
        parts => {
          expect(plainText(parts.join(''))).not.toMatch(
            // eslint-disable-next-line no-control-regex
            /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/,
          );
        },
      ),
    );
  });
});

describe('sections', () => {
  it('selects the failed container', () => {
    const sections = sectionsOf(
      run([
        container('reader', { role: 'kratix' }),
        container('create', { state: 'failed', exitCode: 1 }),
        container('verify', { state: 'waiting', hasLogs: false }),
      ]),
    );
    expect(sectionToShow(sections)?.id).toBe('pod-0/create/1');
    expect(sections.map(isOpenByDefault)).toEqual([false, true, false]);
  });

  it('selects the next attempt of a container that waits for a restart', () => {
    const sections = sectionsOf(
      run([
        container('create', {
          state: 'waiting',
          restarts: 2,
          reason: 'CrashLoopBackOff',
        }),
      ]),
    );
    expect(sectionToShow(sections)?.id).toBe('pod-0/create/3');
  });

  it('opens only the log of the last Pod that has one', () => {
    const failed = container('create', { state: 'failed', exitCode: 1 });
    const next = container('create', { state: 'running' });
    const starting = container('create', { state: 'waiting', hasLogs: false });
    const open = (...pods: (typeof failed)[]) => {
      const sections = sectionsOf(run(...pods.map(pod => [pod])));
      return [sectionToShow(sections)?.id, sections.map(isOpenByDefault)];
    };
    expect(open(failed, next)).toEqual(['pod-1/create/1', [false, true]]);
    expect(open(failed, starting)).toEqual(['pod-0/create/1', [true, false]]);
  });

  it('keeps the id of a section when the run gets another Pod', () => {
    const [before] = sectionsOf(run([container('a')]));
    const [after] = sectionsOf(run([container('a')], [container('a')]));
    expect(after.id).toBe(before.id);
  });

  it('finds a section by the name of the container, because links of older versions contain only this name', () => {
    const restarted = container('a', { state: 'running', restarts: 1 });
    const sections = sectionsOf(run([restarted], [container('a')]));
    const find = (section: string, line?: number) =>
      findSection(sections, { section, line })?.id;
    expect(find('pod-0/a/1')).toBe('pod-0/a/1');
    expect(find('pod-0/a')).toBe('pod-0/a/2');
    expect(find('a', 12)).toBe('pod-0/a/1');
    expect(find('a')).toBe('pod-0/a/2');
    expect(find('b')).toBeUndefined();
  });

  it('contains the Pod in the id of a section, also if there are several Pods', () => {
    const sections = sectionsOf(run([container('a')], [container('a')]));
    expect(sections.map(({ id }) => id)).toEqual(['pod-0/a/1', 'pod-1/a/1']);
  });

  it('selects the running container, otherwise the last container of the Promise author', () => {
    const running = sectionsOf(
      run([container('a'), container('b', { state: 'running' })]),
    );
    expect(sectionToShow(running)?.id).toBe('pod-0/b/1');
    const done = sectionsOf(
      run([container('a'), container('status-writer', { role: 'kratix' })]),
    );
    expect(sectionToShow(done)?.id).toBe('pod-0/a/1');
  });
});

describe('seePods', () => {
  const first = run([container('a')]);
  const both = run([container('a')], [container('b')]);

  it('keeps a Pod that Kubernetes has removed, and lists it before the other Pods', () => {
    const later = { ...both, pods: [both.pods[1]] };
    const seen = seePods(later, seePods(both, seePods(first)));
    expect(seen.pods.map(({ uid }) => uid)).toEqual(['uid-0', 'uid-1']);
    expect(sectionsOf(seen).map(({ isRemoved }) => isRemoved)).toEqual([
      true,
      false,
    ]);
  });

  it('keeps a removed Pod while the run is read repeatedly', () => {
    const gone = { ...first, pods: [] };
    const seen = seePods({ ...gone }, seePods(gone, seePods(first)));
    expect(seen.removed).toEqual(new Set(['uid-0']));
  });

  it('keeps no Pods of another run', () => {
    const other = { ...run(), uid: 'other' };
    expect(seePods(other, seePods(first)).pods).toEqual([]);
  });
});

describe('LogRows', () => {
  const [first, second] = sectionsOf(run([container('a'), container('b')]));

  function bufferOf(lines: number, limit = 1_000) {
    const buffer = new LogBuffer({ lines: limit, characters: 1_000_000 });
    for (let line = 1; line <= lines; line += 1) {
      buffer.append({ time: '', text: `${line}` });
    }
    return buffer;
  }

  /** Marks of the same kind and time get the same name. */
  function nameOf(row: LogRow): string {
    const id = row.type === 'line' ? row.line.number : undefined;
    return row.type === 'mark'
      ? JSON.stringify([row.mark.kind, row.mark.at])
      : JSON.stringify([row.section.id, row.type, id]);
  }

  it('does not change when the buffer removes lines', () => {
    const buffer = bufferOf(40, 40);
    const rows = new LogRows([{ section: first, isOpen: true, buffer }]);
    buffer.append({ time: '', text: '41' });
    expect(buffer.removed).toBeGreaterThan(0);
    expect(rows.at(1)).toMatchObject({ type: 'line', line: { number: 1 } });
    expect(rows.at(40)).toMatchObject({ type: 'line', line: { number: 40 } });
    expect(rows.at(41)).toMatchObject({ type: 'state' });
  });

  it('keeps the key of a line when earlier lines are removed', () => {
    const buffer = bufferOf(40, 40);
    const keyOf40 = () => {
      const rows = new LogRows([
        { section: second, isOpen: false },
        { section: first, isOpen: true, buffer },
      ]);
      return rows.keyAt(rows.indexOf(first.id, 40)!);
    };
    const before = keyOf40();
    buffer.append({ time: '', text: '41' });
    expect(keyOf40()).toBe(before);
  });

  it('puts marks between the lines', () => {
    const buffer = bufferOf(2);
    buffer.mark('interrupted', 1);
    buffer.append({ time: '', text: '3' });
    const rows = new LogRows([
      { section: first, isOpen: true, buffer },
      { section: second, isOpen: false },
    ]);
    const shown = Array.from({ length: rows.count }, (_, index) => {
      const row = rows.at(index)!;
      return row.type === 'line' ? row.line.text : row.type;
    });
    expect(shown).toEqual(['header', '1', '2', 'mark', '3', 'state', 'header']);
    expect(rows.headers).toEqual([0, 6]);
    expect(rows.indexOf(first.id, 3)).toBe(4);
    expect(rows.at(7)).toBeUndefined();
  });

  it('finds every line at its index, even after lines were removed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
        (lines, marks) => {
          const buffer = new LogBuffer({ lines: 40, characters: 1_000_000 });
          for (let line = 1; line <= lines; line += 1) {
            if (marks.includes(line)) {
              buffer.mark('interrupted', line);
            }
            buffer.append({ time: '', text: `${line}` });
          }
          const rows = new LogRows([{ section: first, isOpen: true, buffer }]);
          for (const { number } of buffer.lines) {
            expect(rows.at(rows.indexOf(first.id, number)!)).toMatchObject({
              type: 'line',
              line: { number },
            });
          }
          expect(rows.at(rows.count - 1)).toMatchObject({ type: 'state' });
          const indexes = Array.from({ length: rows.count }, (_, at) => at);
          expect(new Set(indexes.map(at => rows.keyAt(at))).size).toBe(
            new Set(indexes.map(at => nameOf(rows.at(at)!))).size,
          );
          expect(rows.count).toBe(
            1 +
              (buffer.removed ? 1 : 0) +
              buffer.lines.length +
              buffer.marks.length +
              1,
          );
        },
      ),
    );
  });
});

describe('LogSearch', () => {
  const lines = (from: number, ...texts: string[]) =>
    texts.map((text, index) => ({ number: from + index, time: '', text }));

  function search(text: string, more = {}) {
    const compiled = compileSearch({
      text,
      isRegExp: false,
      isCaseSensitive: false,
      ...more,
    });
    if (typeof compiled !== 'function') {
      throw new Error('no search');
    }
    return new LogSearch(compiled);
  }

  const log = {};

  it('finds text case-insensitively and regardless of colours', () => {
    const found = search('error').update([
      { id: 'a', log, lines: lines(1, 'ok', `${ESC}[31mERR${ESC}[0mOR`) },
    ]);
    expect(found).toEqual([{ sectionId: 'a', line: 2 }]);
  });

  it('searches each line only once while the log grows', () => {
    const tested: string[] = [];
    const growing = new LogSearch(line => {
      tested.push(line);
      return line === 'x';
    });
    growing.update([{ id: 'a', log, lines: lines(1, 'x', 'y') }]);
    const found = growing.update([{ id: 'a', log, lines: lines(2, 'y', 'x') }]);
    expect(tested).toEqual(['x', 'y', 'x']);
    expect(found).toEqual([{ sectionId: 'a', line: 3 }]);
  });

  it('searches from the start if the section gets another log', () => {
    const found = search('x');
    found.update([{ id: 'a', log, lines: lines(1, 'x', 'y', 'x') }]);
    const other = {};
    expect(
      found.update([{ id: 'a', log: other, lines: lines(1, 'y', 'x') }]),
    ).toEqual([{ sectionId: 'a', line: 2 }]);
    expect(
      found.update([{ id: 'a', log, lines: lines(1, 'x', 'y', 'x') }]),
    ).toHaveLength(2);
  });

  it('says what is wrong with a regular expression', () => {
    expect(
      compileSearch({ text: '(', isRegExp: true, isCaseSensitive: true }),
    ).toEqual({ error: expect.stringMatching(/Invalid regular expression/) });
  });
});
