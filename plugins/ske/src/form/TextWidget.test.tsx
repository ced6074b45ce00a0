import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { FormValues } from './FormValues';
import { ManifestForm } from './ManifestForm';

const page = {
  title: 'Page',
  type: 'object',
  properties: {
    certificate: { type: 'string', title: 'Certificate' },
    size: { type: 'integer', title: 'Size' },
  },
};

type Values = FormValues & { certificate?: string; size?: number };

let values: Values;

function Example({ initial = {} }: { initial?: Values }) {
  const [state, setState] = useState<Values>(initial);
  values = state;
  return (
    <ManifestForm
      pages={[page]}
      values={state}
      position={{ page: 0, reached: 0 }}
      causes={[]}
      onChange={setState}
      onMove={() => {}}
      onDone={() => {}}
      doneLabel="Review"
    />
  );
}

const field = () => screen.findByRole('textbox', { name: /^Certificate/ });

describe('the field of a text', () => {
  it('keeps the line breaks of a pasted text, and the focus', async () => {
    await renderInTestApp(<Example initial={{ certificate: 'ab' }} />);
    const input = (await field()) as HTMLInputElement;
    await userEvent.click(input);
    input.setSelectionRange(1, 1);
    await userEvent.paste('1\r\n2\n');

    expect(values.certificate).toBe('a1\n2\nb');
    expect(await field()).toHaveFocus();
    await userEvent.type(await field(), '!');
    expect(values.certificate).toMatch(/^a1\n2\nb?!b?$/);
  });

  it('keeps the line breaks of a text that is edited, also when the last one is removed', async () => {
    await renderInTestApp(<Example initial={{ certificate: 'a\nb' }} />);
    await userEvent.type(await field(), 'c');
    expect(values.certificate).toBe('a\nbc');

    await userEvent.clear(await field());
    await userEvent.type(await field(), 'd{enter}e');
    expect(values.certificate).toBe('d\ne');
  });

  it('leaves one line to the browser, and numbers', async () => {
    await renderInTestApp(<Example />);
    await userEvent.click(await field());
    await userEvent.paste('one line\n');
    expect((await field()).tagName).toBe('INPUT');
    expect(String(values.certificate).trim()).toBe('one line');

    await userEvent.type(await screen.findByLabelText(/^Size/), '3');
    expect(values.size).toBe(3);
  });
});
