import { toastApiRef } from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { useBgConsumer } from '@backstage/ui';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { memo, Suspense, useState, type ReactElement } from 'react';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import {
  CopyButton,
  DisabledReason,
  Duration,
  focusBefore,
  lazyPart,
  Markdown,
  PageSkeleton,
  RelativeTime,
  RowsTable,
  SectionCard,
  StateBadge,
} from './index';

function render(element: ReactElement) {
  return renderInTestApp(element, { apis: [...fakeApis(new FakePlatform())] });
}

const spoken = () =>
  document.querySelector('[data-ske-announcer]')?.textContent;

describe('StateBadge', () => {
  it('shows the word of a state', async () => {
    render(<StateBadge state={{ state: 'failed', tone: 'negative' }} />);
    expect(await screen.findByText('Failed')).toBeInTheDocument();
  });
});

describe('lazyPart', () => {
  const open = async (load: () => Promise<() => ReactElement>) => {
    const Part = lazyPart(load);
    render(
      <>
        <p>The rest of the page</p>
        <Suspense fallback={null}>
          <Part />
        </Suspense>
      </>,
    );
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent(
      /could not be loaded.*Loading chunk 7 failed/,
    );
    expect(screen.getByText('The rest of the page')).toBeVisible();
  };
  const failing = () =>
    jest
      .fn()
      .mockRejectedValueOnce(new Error('Loading chunk 7 failed.'))
      .mockRejectedValueOnce(new Error('Loading chunk 7 failed again.'))
      .mockResolvedValue(() => <p>The part</p>);

  it('shows a notice in place of a part that cannot be loaded, and loads the part when the user asks', async () => {
    const load = failing();
    await open(load);
    const again = () => screen.findByRole('button', { name: 'Try again' });
    await userEvent.click(await again());
    expect(await screen.findByText(/failed again/)).toBeVisible();
    await userEvent.click(await again());
    expect(await screen.findByText('The part')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('loads the part when it is opened some time after its loading failed', async () => {
    const failedAt = Date.now();
    let fail: (error: Error) => void = () => {};
    const load = jest
      .fn()
      .mockReturnValueOnce(new Promise((_, reject) => (fail = reject)))
      .mockResolvedValue(() => <p>The part</p>);
    const Part = lazyPart(load);
    function Tab() {
      const [isOpen, setOpen] = useState(true);
      return (
        <>
          <button onClick={() => setOpen(!isOpen)}>Tab</button>
          {isOpen && (
            <Suspense fallback={<p>Loading</p>}>
              <Part />
            </Suspense>
          )}
        </>
      );
    }
    const clock = jest.spyOn(Date, 'now').mockReturnValue(failedAt);
    try {
      render(<Tab />);
      expect(await screen.findByText('Loading')).toBeVisible();
      fireEvent.click(screen.getByRole('button', { name: 'Tab' }));
      await act(async () => fail(new Error('Loading chunk 7 failed.')));
      clock.mockReturnValue(failedAt + 60_000);
      fireEvent.click(screen.getByRole('button', { name: 'Tab' }));
      expect(await screen.findByText('The part')).toBeVisible();
    } finally {
      clock.mockRestore();
    }
  });

  it('loads the part when the network is back', async () => {
    await open(failing());
    act(() => void window.dispatchEvent(new Event('online')));
    expect(await screen.findByText(/failed again/)).toBeVisible();
    act(() => void window.dispatchEvent(new Event('online')));
    expect(await screen.findByText('The part')).toBeVisible();
  });
});

describe('RelativeTime', () => {
  it('shows the date with its zone on focus, and hides it at Escape', async () => {
    render(<RelativeTime at="2026-01-02T03:04:05Z" />);
    const time = await screen.findByText(/ago$/);
    expect(time).toHaveAttribute('datetime', '2026-01-02T03:04:05.000Z');

    await userEvent.tab();
    expect(time).toHaveFocus();
    expect(time).toHaveAccessibleDescription(/2026/);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  it.each([-3_600_000, -60_000, -59_999, 0, 59_999, 60_000, 3_600_000])(
    'does not render in a loop at an age where the refresh interval changes, %d ms from now',
    async distance => {
      render(<RelativeTime at={Date.now() + distance} />);
      expect(await screen.findByText(/\d|now/)).toBeInTheDocument();
    },
  );

  it('takes no focus in a table', async () => {
    render(<RelativeTime at="2026-01-02T03:04:05Z" inTable />);
    expect(await screen.findByText(/ago$/)).toHaveAttribute(
      'title',
      expect.stringContaining('2026'),
    );
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it('shows a text unchanged if it is not a time', async () => {
    render(<RelativeTime at="soon" />);
    expect(await screen.findByText('soon')).toBeInTheDocument();
  });
});

it('Duration shows how long something took', async () => {
  render(<Duration from="2026-01-01T00:00:00Z" to="2026-01-01T00:01:05Z" />);
  expect(await screen.findByText('1 min 5 sec')).toHaveAttribute(
    'datetime',
    'PT65S',
  );
});

it('CopyButton copies the text and says so', async () => {
  const user = userEvent.setup();
  const write = jest.spyOn(navigator.clipboard, 'writeText');
  render(<CopyButton what="the endpoint" text="photos:9000" />);
  await user.click(
    await screen.findByRole('button', { name: 'Copy the endpoint' }),
  );
  expect(write).toHaveBeenCalledWith('photos:9000');
  await waitFor(() => expect(spoken()).toBe('Copied.'));
});

it('CopyButton says what to do if the browser has no clipboard, as on plain HTTP', async () => {
  const user = userEvent.setup();
  const clipboard = jest
    .spyOn(navigator, 'clipboard', 'get')
    .mockReturnValue(undefined as never);
  const post = jest.fn();
  render(
    <TestApiProvider apis={[[toastApiRef, { post } as never]]}>
      <CopyButton what="the endpoint" text="photos:9000" />
    </TestApiProvider>,
  );
  await user.click(
    await screen.findByRole('button', { name: 'Copy the endpoint' }),
  );
  await waitFor(() =>
    expect(post).toHaveBeenCalledWith({
      title: expect.stringMatching(/HTTPS.*copy it with the keyboard/),
      status: 'warning',
    }),
  );
  clipboard.mockRestore();
});

describe('DisabledReason', () => {
  it('can be reached by keyboard, and has the reason as its accessible description', async () => {
    render(<DisabledReason label="Request" reason="You may not." />);
    const button = await screen.findByRole('button', { name: 'Request' });
    await userEvent.tab();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('You may not.');
  });

  it('shows the reason when the user presses it, if there is little room', async () => {
    render(<DisabledReason label="Request" reason="You may not." onPress />);
    const button = await screen.findByRole('button', { name: 'Request' });
    expect(screen.queryByText('You may not.')).not.toBeInTheDocument();
    await userEvent.click(button);
    expect(button).toHaveAccessibleDescription('You may not.');
  });
});

it('Markdown removes scripts, loads no image, and opens links in a new tab', async () => {
  render(
    <Markdown>
      {
        '**bold** <script>alert(1)</script> ![pixel](https://example.com/p.png) [docs](https://example.com)'
      }
    </Markdown>,
  );
  expect(await screen.findByText('bold')).toBeInTheDocument();
  const link = await screen.findByRole('link', { name: /^docs/ });
  expect(link).toHaveAttribute('target', '_blank');
  expect(document.querySelector('img[src^="http"]')).toBeNull();
  expect(document.querySelector('script')).toBeNull();
});

it('RowsTable is a table with a heading for each row and each column', async () => {
  render(
    <RowsTable
      aria-label="Conditions"
      rows={['Ready']}
      rowKey={row => row}
      columns={[
        { id: 'type', title: 'Type', isRowHeader: true, cell: row => row },
        { id: 'size', title: 'Size', cell: row => row.length },
      ]}
    />,
  );
  const table = within(
    await screen.findByRole('table', { name: 'Conditions' }),
  );
  expect(table.getByRole('rowheader', { name: 'Ready' })).toBeInTheDocument();
  expect(table.getAllByRole('columnheader')).toHaveLength(2);
  expect(table.getByRole('cell', { name: '5' })).toBeInTheDocument();
});

it('SectionCard is a region with the name of its heading', async () => {
  render(<SectionCard title="Events">none</SectionCard>);
  const region = await screen.findByRole('region', { name: 'Events' });
  expect(
    within(region).getByRole('heading', { level: 2, name: 'Events' }),
  ).toBeInTheDocument();
});

it('SectionCard draws only the content that has changed', async () => {
  let draws = 0;
  const Field = memo(function Drawn() {
    useBgConsumer();
    draws++;
    return null;
  });
  function Page() {
    const [events, setEvents] = useState(0);
    return (
      <SectionCard title={`${events} events`}>
        <Field />
        <button onClick={() => setEvents(1)}>More</button>
      </SectionCard>
    );
  }
  render(<Page />);
  await userEvent.click(await screen.findByRole('button', { name: 'More' }));
  expect(screen.getByRole('region', { name: '1 events' })).toBeVisible();
  expect(draws).toBe(1);
});

it('PageSkeleton says that the page is loading', async () => {
  render(<PageSkeleton shape="rows" />);
  expect(await screen.findByText('Loading')).toHaveAttribute('role', 'status');
});

describe('focusBefore', () => {
  it('moves the focus to the control before an element, and skips controls that are disabled, inside the element or around it', async () => {
    await render(
      <>
        <button>first</button>
        <button disabled>disabled</button>
        <div role="button" tabIndex={0}>
          <div data-testid="removed">
            <button>inside</button>
          </div>
        </div>
        <button>after</button>
      </>,
    );
    focusBefore(screen.getByTestId('removed'));
    expect(screen.getByRole('button', { name: 'first' })).toHaveFocus();
  });
});
