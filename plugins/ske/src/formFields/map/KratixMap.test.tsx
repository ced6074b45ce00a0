import type { JsonObject } from '@backstage/types';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const text = { type: 'string' };

function labels(values: JsonObject, more: JsonObject = {}) {
  return {
    type: 'object',
    required: ['labels'],
    properties: {
      labels: { type: 'object', additionalProperties: values, ...more },
    },
  };
}

const row = (number: number) =>
  within(screen.getByRole('group', { name: `Labels, row ${number}` }));
const key = (number: number) =>
  row(number).getByRole('textbox', { name: /Key/ });
const addRow = () =>
  userEvent.click(screen.getByRole('button', { name: 'Add a row to Labels' }));

describe('KratixMap', () => {
  const withDefault = labels(text, { default: { tier: 'gold' } });

  it('does not restore a removed row, even if the map has a default', async () => {
    const form = await renderForm({ spec: withDefault });
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove Labels, row 1' }),
    );

    expect(await form.submit()).toEqual({ labels: {} });
  });

  it('does not restore the old key of a renamed row', async () => {
    const form = await renderForm({ spec: withDefault });
    await userEvent.clear(key(1));
    await userEvent.type(key(1), 'level');

    expect(await form.submit()).toEqual({ labels: { level: 'gold' } });
  });

  it('adds an empty row, which must be filled in', async () => {
    const form = await renderForm({ spec: labels(text) });
    await addRow();
    expect(key(1)).toHaveValue('');
    await form.next();
    expect(await screen.findByText('Enter a key.')).toBeVisible();
    expect(screen.getByText('Enter a value.')).toBeVisible();
    await userEvent.type(key(1), 'a');
    await userEvent.type(row(1).getByRole('textbox', { name: /Value/ }), 'b');

    expect(await form.submit()).toEqual({ labels: { a: 'b' } });
  });

  it('reports two rows with the same key, and keeps both', async () => {
    const form = await renderForm({ spec: withDefault });
    await addRow();
    await userEvent.type(row(2).getByRole('textbox', { name: /Value/ }), 'x');
    await userEvent.type(key(2), 'tier');
    expect(await screen.findByText('Another row has this key.')).toBeVisible();
    await form.next();
    await userEvent.type(key(2), '2');

    expect(await form.submit()).toEqual({
      labels: { tier: 'gold', tier2: 'x' },
    });
  });

  it.each<[string, JsonObject, unknown, () => Promise<void>]>([
    [
      'text',
      text,
      'x',
      () => userEvent.type(row(1).getByRole('textbox', { name: /Value/ }), 'x'),
    ],
    [
      'empty text',
      text,
      '',
      async () => {
        const value = row(1).getByRole('textbox', { name: /Value/ });
        await userEvent.type(value, 'x');
        await userEvent.clear(value);
      },
    ],
    [
      'a number',
      { type: 'integer' },
      7,
      () =>
        userEvent.type(row(1).getByRole('spinbutton', { name: /Value/ }), '7'),
    ],
    [
      'a boolean',
      { type: 'boolean' },
      false,
      () => userEvent.click(row(1).getByRole('radio', { name: 'No' })),
    ],
    [
      'a choice',
      { ...text, enum: ['a', 'b'] },
      'b',
      async () => {
        await userEvent.click(row(1).getByLabelText(/Value/));
        await userEvent.click(screen.getByRole('option', { name: 'b' }));
      },
    ],
    [
      'a number or text',
      { 'x-kubernetes-int-or-string': true },
      80,
      () =>
        userEvent.type(row(1).getByRole('textbox', { name: /Value/ }), '80'),
    ],
    [
      'an object',
      {
        type: 'object',
        required: ['size'],
        properties: {
          size: { type: 'integer' },
          tier: { ...text, default: 'gold' },
          hosts: { type: 'array', items: text },
        },
      },
      { size: 7, tier: 'gold' },
      () =>
        userEvent.type(row(1).getByRole('spinbutton', { name: /Size/ }), '7'),
    ],
  ])('takes values of the type %s', async (_, schema, value, fillIn) => {
    const form = await renderForm({ spec: labels(schema) });
    await addRow();
    await fillIn();
    await userEvent.type(key(1), 'k');

    expect(await form.submit()).toEqual({ labels: { k: value } });
  });
});
