import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const text = { type: 'string' };
const thanos = {
  type: 'object',
  properties: { blockSize: { ...text, default: '2h' }, image: text },
};

const checkbox = (name: string) => screen.getByRole('checkbox', { name });

describe('G5: presence, absence, null and defaults', () => {
  it('does not send an optional object that was not added, whatever defaults it has', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        required: ['replicas'],
        properties: { replicas: { type: 'integer', default: 1 }, thanos },
      },
    });
    expect(checkbox('Thanos')).not.toBeChecked();

    expect(await form.submit()).toEqual({ replicas: 1 });
  });

  it('fills in the defaults of an object that is added, but not of the optional objects in it', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          outer: {
            type: 'object',
            properties: { ...thanos.properties, thanos },
          },
        },
      },
    });
    await userEvent.click(checkbox('Outer'));
    expect(checkbox('Thanos')).not.toBeChecked();
    await userEvent.click(checkbox('Thanos'));
    await userEvent.click(checkbox('Thanos'));

    expect(await form.submit()).toEqual({ outer: { blockSize: '2h' } });
  });

  it('adds and removes lists, maps and objects', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          hosts: { type: 'array', items: text },
          labels: { type: 'object', additionalProperties: text },
          thanos,
        },
      },
    });
    for (const title of ['Hosts', 'Labels', 'Thanos']) {
      await userEvent.click(checkbox(title));
      await userEvent.click(checkbox(title));
    }

    expect(await form.submit()).toEqual({});
  });

  it('keeps optional objects out of new entries of a list', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          rows: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                n: { type: 'integer', default: 1 },
                hosts: { type: 'array', items: text },
                thanos,
              },
            },
          },
        },
      },
    });
    await userEvent.click(checkbox('Rows'));
    await userEvent.click(screen.getByRole('button', { name: /add/i }));
    const [, second] = screen.getAllByRole('checkbox', { name: 'Thanos' });
    await userEvent.click(second);

    expect(await form.submit()).toEqual({
      rows: [{ n: 1 }, { n: 1, thanos: { blockSize: '2h' } }],
    });
  });

  it('starts with the required objects, and with optional objects that have a default', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        required: ['thanos', 'hosts'],
        properties: {
          thanos,
          hosts: { type: 'array', items: text },
          own: { ...thanos, default: { image: 'x' } },
          list: { type: 'array', items: text, default: ['a'] },
          map: {
            type: 'object',
            additionalProperties: text,
            default: { tier: 'gold' },
          },
        },
      },
    });

    expect(await form.submit()).toEqual({
      thanos: { blockSize: '2h' },
      hosts: [],
      own: { blockSize: '2h', image: 'x' },
      list: ['a'],
      map: { tier: 'gold' },
    });
  });

  it('starts with the default of an object, and keeps out of it what the user removes', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          group: {
            type: 'object',
            properties: {
              tier: text,
              size: { type: 'integer' },
              thanos: { ...thanos, required: ['image'] },
            },
            default: { tier: 'gold', size: 2, thanos: { image: 'x' } },
          },
        },
      },
    });
    expect(screen.getByRole('textbox', { name: 'Tier' })).toHaveValue('gold');
    await userEvent.clear(screen.getByRole('textbox', { name: 'Tier' }));
    expect(screen.queryByText(/the cluster sets/)).not.toBeInTheDocument();
    expect(checkbox('Thanos')).toBeChecked();
    await userEvent.click(checkbox('Thanos'));
    await form.next();
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(await screen.findByLabelText('Thanos')).not.toBeChecked();

    expect(await form.submit()).toEqual({ group: { size: 2 } });
  });

  it('starts with the default of the spec on each page, and keeps out of it what the user removes', async () => {
    const form = await renderForm({
      singleSpecPage: false,
      spec: {
        type: 'object',
        properties: { size: { type: 'integer' }, tier: text },
        default: { size: 2, tier: 'gold' },
      },
    });
    await userEvent.clear(await screen.findByRole('spinbutton'));
    await form.next();
    const tier = await screen.findByRole('textbox', { name: 'Tier' });
    expect(tier).toHaveValue('gold');
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('spinbutton')).toHaveValue(null);
    await form.next();
    await screen.findByRole('textbox', { name: 'Tier' });

    expect(await form.submit()).toEqual({ tier: 'gold' });
  });

  it('sends no value after the user has cleared a text, number, choice or boolean', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          name: { ...text, default: 'x' },
          size: { type: 'integer', default: 3 },
          tier: { ...text, enum: ['a', 'b'], default: 'a' },
          flag: { type: 'boolean' },
        },
      },
    });
    await userEvent.clear(screen.getByRole('textbox', { name: 'Name' }));
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Size' }));
    await userEvent.click(screen.getByLabelText('Tier'));
    await userEvent.click(screen.getAllByRole('option')[0]);
    const flag = within(screen.getByRole('radiogroup', { name: 'Flag' }));
    await userEvent.click(flag.getByRole('radio', { name: 'Yes' }));
    await userEvent.click(flag.getByRole('radio', { name: 'Not set' }));

    expect(await form.submit()).toEqual({});
  });

  it('does not require a value that has a default on the cluster', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        required: ['name'],
        properties: { name: { ...text, default: 'x' } },
      },
    });
    await userEvent.clear(screen.getByRole('textbox', { name: 'Name' }));

    expect(await form.submit()).toEqual({});
  });

  it('sends null only if the user chooses it', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          a: { ...text, nullable: true },
          b: { ...text, nullable: true, default: 'x' },
          c: { ...thanos, nullable: true },
          d: { ...text, nullable: true, default: null },
        },
      },
    });
    await userEvent.click(checkbox('Set B to null'));
    await userEvent.click(checkbox('C'));
    await userEvent.click(checkbox('Set C to null'));

    expect(await form.submit()).toEqual({ b: null, c: null });
  });

  it('has no row for an absent property on the review page', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: { thanos, name: text, size: { type: 'integer' } },
      },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'x');
    await form.next();
    await screen.findByRole('button', { name: 'Create' });
    expect(screen.getByText('Name', { selector: 'td' })).toBeVisible();
    expect(screen.queryByText(/Thanos|Size/, { selector: 'td' })).toBeNull();
  });
});
