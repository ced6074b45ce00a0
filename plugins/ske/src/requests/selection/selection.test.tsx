import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../../live/__testUtils__';
import { promiseObject, requestObject } from '../__testUtils__/objects';
import { renderPage } from '../__testUtils__/renderPage';
import { RequestsTable } from '../RequestsTable';

async function open(prepare: (platform: FakePlatform) => void = () => {}) {
  const platform = new FakePlatform();
  platform.put(promiseObject());
  for (const name of ['cache', 'queue', 'session']) {
    platform.put(requestObject({ name }));
  }
  const sent: { method: string; name: string; uid?: string }[] = [];
  platform.write = async (method, input) => {
    const { name, uid } = input as { name: string; uid?: string };
    sent.push({ method, name, ...(uid && { uid }) });
    return {} as never;
  };
  prepare(platform);
  await renderPage(<RequestsTable />, { platform });
  await screen.findByRole('rowheader', { name: 'session' });
  return { platform, sent };
}

const box = (name: RegExp) => screen.getByRole('checkbox', { name });
const press = (name: string, within_: HTMLElement = document.body) =>
  userEvent.click(within(within_).getByRole('button', { name }));
const rowOf = (dialog: HTMLElement, name: string) =>
  within(dialog)
    .getAllByRole('listitem')
    .find(row => within(row).queryByText(name) !== null)!;

describe('actions on many requests', () => {
  it('re-runs the selected requests, and shows the result of each, one of which is a refusal', async () => {
    const { platform } = await open();
    const sent: string[] = [];
    platform.write = async (_, input) => {
      const { name } = input as { name: string };
      sent.push(name);
      if (name === 'queue') {
        throw new SkeError({ code: 'forbidden', message: 'You may not.' });
      }
      return {} as never;
    };
    await userEvent.click(box(/Select cache/));
    await userEvent.click(box(/Select queue/));
    expect(screen.getByText('2 selected')).toBeVisible();
    await press('Re-run');
    const dialog = await screen.findByRole('dialog');
    await press('Re-run (2)', dialog);
    expect(
      await within(dialog).findByText(/Accepted: 1. Failed: 1/),
    ).toBeVisible();
    expect(document.activeElement).toHaveTextContent('Close');
    expect(sent.sort()).toEqual(['cache', 'queue']);
    expect(within(rowOf(dialog, 'cache')).getByText('Accepted')).toBeVisible();
    expect(within(rowOf(dialog, 'queue')).getByText('Refused')).toBeVisible();
  });

  it('leaves out the requests for which the user lacks the right, and says which', async () => {
    const { sent } = await open(platform => {
      platform.access = ({ verb, name }) => ({
        allowed: verb !== 'patch' || name !== 'queue',
      });
    });
    await userEvent.click(box(/Select all/));
    await press('Pause');
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/do not have the right to patch/),
    ).toBeVisible();
    await press('Pause (2)', dialog);
    await within(dialog).findByText('Accepted: 2. Left out: 1.');
    expect(sent.map(({ name }) => name).sort()).toEqual(['cache', 'session']);
  });

  it('asks the user to type the number of requests before it deletes, and sends the uid of each', async () => {
    const { sent, platform } = await open();
    await userEvent.click(box(/Select all/));
    await press('Delete');
    const dialog = await screen.findByRole('dialog');
    await press('Delete (3)', dialog);
    expect(within(dialog).getByText('This is not “delete 3”.')).toBeVisible();
    expect(sent).toEqual([]);
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'delete 3{Enter}',
    );
    await within(dialog).findByText(/Accepted: 3/);
    const uids = ['cache', 'queue', 'session'].map(
      name =>
        platform.cluster.list({
          apiVersion: 'demo.example.com/v1',
          kind: 'Redis',
          name,
        })[0].metadata.uid,
    );
    expect(sent.map(({ uid }) => uid).sort()).toEqual(uids.sort());
  });

  it('lists what is deleted with the requests, and what could not be listed, before it deletes', async () => {
    const labels = {
      'kratix.io/promise-name': 'redis',
      'kratix.io/work-type': 'resource',
    };
    await open(platform => {
      const promise = promiseObject();
      platform.put({
        ...promise,
        spec: {
          ...promise.spec,
          requiredPromises: [{ name: 'bucket', version: 'v1' }],
          workflows: {
            resource: { delete: [{ metadata: { name: 'clean-up' } }] },
          },
        },
      });
      platform.put(promiseObject({ name: 'bucket', kind: 'Bucket' }));
      for (const name of ['cache', 'queue', 'other']) {
        platform.put({
          apiVersion: 'platform.kratix.io/v1alpha1',
          kind: 'Work',
          metadata: {
            name: `redis-${name}`,
            namespace: 'team-a',
            labels: { ...labels, 'kratix.io/resource-name': name },
          },
          spec: {
            workloadGroups: [
              { id: 'g', workloads: [{ filepath: 'a' }, { filepath: 'b' }] },
            ],
          },
        });
        platform.put({
          apiVersion: 'platform.kratix.io/v1alpha1',
          kind: 'WorkPlacement',
          metadata: {
            name: `redis-${name}.worker`,
            namespace: 'team-a',
            labels: {
              'kratix.io/work': `redis-${name}`,
              'kratix.io/workload-group-id': 'g',
            },
          },
          spec: { targetDestinationName: 'worker' },
        });
      }
      platform.put(
        requestObject({
          name: 'backup',
          kind: 'Bucket',
          labels: {
            'kratix.io/parent-promise-name': 'redis',
            'kratix.io/parent-resource-name': 'queue',
          },
        }),
      );
      platform.put(
        requestObject({
          name: 'queue',
          labels: { 'kratix.io/paused': 'true' },
        }),
      );
    });
    await userEvent.click(box(/Select cache/));
    await userEvent.click(box(/Select queue/));
    await press('Delete');
    const dialog = await screen.findByRole('dialog');
    const made = within(dialog).getByRole('region', {
      name: 'What is deleted with them',
    });

    expect(await within(made).findByText(/^2 Works are removed/)).toBeVisible();
    expect(within(made).getByText('4 files at worker')).toBeVisible();
    expect(
      within(made).getByText(/pipeline clean-up of redis.* for 2 requests/),
    ).toBeVisible();
    expect(
      within(made).getByText(/^1 request that they have made/),
    ).toBeVisible();
    expect(
      within(made).getByText(/^1 request or its Promise is paused/),
    ).toBeVisible();
  });

  it('names what the user may not list, and does not say that nothing else is deleted', async () => {
    await open(platform => platform.refuse({ kind: 'Work' }));
    await userEvent.click(box(/Select cache/));
    await press('Delete');
    const dialog = await screen.findByRole('dialog');

    expect(
      await within(dialog).findByText(/^You may not list Work objects/),
    ).toBeVisible();
    expect(within(dialog).queryByText(/0 Works|No Works/)).toBeNull();
  });

  it('stops: the actions that were sent finish, and the others are not sent', async () => {
    const { platform } = await open(fake => {
      for (const name of ['d', 'e', 'f']) {
        fake.put(requestObject({ name }));
      }
    });
    const sent: string[] = [];
    let answer = () => {};
    const answered = new Promise<never>(resolve => {
      answer = () => resolve({} as never);
    });
    platform.write = async (_, input) => {
      sent.push((input as { name: string }).name);
      return answered;
    };
    await screen.findByRole('rowheader', { name: 'f' });
    await userEvent.click(box(/Select all/));
    await press('Re-run');
    const dialog = await screen.findByRole('dialog');
    await press('Re-run (6)', dialog);
    await waitFor(() => expect(sent).toHaveLength(4));
    await press('Stop', dialog);
    answer();
    expect(
      await within(dialog).findByText(/Accepted: 4.*Not sent: 2/),
    ).toBeVisible();
    expect(sent).toHaveLength(4);
  });

  it('removes a deleted request from the selection', async () => {
    const { platform } = await open();
    await userEvent.click(box(/Select cache/));
    platform.remove(requestObject({ name: 'cache' }));
    await waitFor(() =>
      expect(screen.queryByText('1 selected')).not.toBeInTheDocument(),
    );
  });

  it('can be used by keyboard alone', async () => {
    const { sent } = await open();
    box(/Select cache/).focus();
    await userEvent.keyboard(' ');
    screen.getByRole('button', { name: 'Resume' }).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
    expect(
      within(dialog).getByText('It is neither paused nor suspended.'),
    ).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(sent).toEqual([]);
  });
});
