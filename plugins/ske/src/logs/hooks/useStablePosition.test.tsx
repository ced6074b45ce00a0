import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { act, fireEvent, screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { fakeApis, FakePlatform } from '../../live/__testUtils__';
import { useLayout } from '../__testUtils__/useLayout';
import { LogBuffer } from '../buffer/LogBuffer';
import { LogList } from '../components/LogList';
import { LogRows } from '../view/rows';
import { sectionsOf } from '../view/sections';

const [section] = sectionsOf({
  pods: [
    {
      name: 'pod-1',
      namespace: 'team-a',
      uid: 'pod-uid',
      phase: 'Running',
      createdAt: '2026-08-01T10:00:00Z',
      deleting: false,
      containers: [
        {
          name: 'create-role',
          role: 'user',
          state: 'running',
          restarts: 0,
          hasLogs: true,
        },
      ],
    },
  ],
});

/** Shows a log that keeps 100 lines, to a reader who does not follow. Returns a function that adds lines. */
async function show() {
  const buffer = new LogBuffer({ lines: 100, characters: 1_000_000 });
  let draw: () => void = () => {};
  const write = (count: number) => {
    for (let line = 0; line < count; line += 1) {
      buffer.append({ time: '', text: `text ${buffer.total + 1}` });
    }
    act(() => draw());
  };
  function Page() {
    const [, setVersion] = useState(0);
    useEffect(() => {
      draw = () => setVersion(version => version + 1);
    }, []);
    return (
      <LogList
        label="Log"
        rows={new LogRows([{ section, isOpen: true, buffer }])}
        logs={new Map()}
        totalLines={buffer.total}
        wrap={false}
        showTime={false}
        matches={[]}
        currentMatch={undefined}
        selected={undefined}
        startsAtEnd={false}
        handle={null}
        onToggle={() => {}}
        onSelectLine={() => {}}
      />
    );
  }
  await renderInTestApp(
    <TestApiProvider apis={fakeApis(new FakePlatform())}>
      <Page />
    </TestApiProvider>,
  );
  write(100);
  return { write };
}

describe('useStablePosition', () => {
  // The list has 30 rows of height.
  useLayout({ rowHeight: 20, scrollHeight: 2_000 });

  it('keeps the visible lines at their position on the screen when the oldest lines are removed', async () => {
    const { write } = await show();
    const log = screen.getByRole('log');
    const placeOf = (line: number) => {
      const row = screen
        .getByText(`text ${line}`)
        .closest<HTMLElement>('[data-index]')!;
      return Number.parseInt(row.style.top, 10) - log.scrollTop;
    };
    log.scrollTop = 1_000;
    fireEvent.scroll(log);
    const before = placeOf(60);

    write(1);
    fireEvent.scroll(log);
    expect(placeOf(60)).toBe(before);
    // 11 lines are gone, and one row says so.
    expect(log.scrollTop).toBe(1_000 - 10 * 20);
  });

  it('keeps what the user scrolls in the same frame as the oldest lines are removed', async () => {
    const { write } = await show();
    const log = screen.getByRole('log');
    log.scrollTop = 600;
    fireEvent.scroll(log);
    act(() => {
      log.scrollTop = 1_000;
      log.dispatchEvent(new Event('scroll'));
      write(1);
    });
    expect(log.scrollTop).toBe(1_000 - 10 * 20);
  });
});
