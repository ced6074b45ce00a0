import type { JsonObject } from '@backstage/types';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Pastes the text into the only YAML field, and submits. */
async function submit(spec: JsonObject, text: string) {
  const form = await renderForm({ spec });
  const field = screen.getByRole('textbox');
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
  await form.next();
  return { form, field };
}

describe('KratixYaml', () => {
  it.each<[string, JsonObject, string]>([
    ['in the spec', OPEN, 'toString: 1\nsize: 2'],
    [
      'in a required object',
      { type: 'object', required: ['open'], properties: { open: OPEN } },
      'a: [{valueOf: 1}]',
    ],
  ])('does not lose an inherited key %s', async (_, spec, text) => {
    const { form, field } = await submit(spec, text);
    expect(
      screen.getAllByText(/^A form cannot hold the key (toString|valueOf),/),
    ).toHaveLength(1);
    expect(field).toHaveValue(text);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();

    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste('size: 2');
    expect(await form.submit()).toEqual(
      'properties' in spec ? { open: { size: 2 } } : { size: 2 },
    );
  });
});
