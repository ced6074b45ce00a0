import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ManifestForm, type FormValues } from '../../form';
import { renderForm } from '../__testUtils__/renderForm';

const page = {
  title: 'Page',
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        certificate: { type: 'string', title: 'Certificate' },
        size: { type: 'integer', title: 'Size' },
        count: {
          type: ['integer', 'null'],
          title: 'Count',
          'ui:field': 'KratixNullable',
          'ui:options': { nullable: true },
        },
        at: { type: 'string', format: 'date-time', title: 'At' },
      },
      'ui:field': 'KratixObject',
      'ui:options': { page: true },
    },
  },
};

interface Spec {
  certificate?: string;
  size?: number;
  count?: number;
  at?: string;
}

let values: Spec;

function Example(props: { initial?: Spec; onDone?(): void }) {
  const { initial = {}, onDone = () => {} } = props;
  const [state, setState] = useState<FormValues>({ spec: { ...initial } });
  values = state.spec as Spec;
  return (
    <ManifestForm
      pages={[page]}
      values={state}
      position={{ page: 0, reached: 0 }}
      causes={[]}
      onChange={setState}
      onMove={() => {}}
      onDone={onDone}
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

  it('keeps the line breaks of a text that is edited, even when the last one is removed', async () => {
    await renderInTestApp(<Example initial={{ certificate: 'a\nb' }} />);
    await userEvent.type(await field(), 'c');
    expect(values.certificate).toBe('a\nbc');

    await userEvent.clear(await field());
    await userEvent.type(await field(), 'd{enter}e');
    expect(values.certificate).toBe('d\ne');
  });

  it.each([
    ['Size', '9007199254740993', 9007199254740992],
    ['Size', '1e400', Infinity],
    ['Count', '9007199254740993', 9007199254740992],
  ])(
    'keeps the digits of the %s %s, which is too large, and does not leave the page',
    async (label, typed, read) => {
      await renderInTestApp(<Example onDone={() => (values = { size: 0 })} />);
      const size = await screen.findByRole('textbox', {
        name: new RegExp(`^${label}`),
      });
      await userEvent.click(size);
      await userEvent.paste(typed);
      expect(size).toHaveValue(typed);
      expect(screen.getByRole('alert')).toHaveTextContent(/cannot send whole/);

      await userEvent.click(screen.getByRole('button', { name: 'Review' }));
      expect(
        await screen.findByText(/cannot send whole numbers beyond/),
      ).toBeVisible();
      expect(size).toHaveValue(typed);
      expect(size).toBeInvalid();
      expect(values).toEqual({ [label.toLowerCase()]: read });
    },
  );

  it('shows a date and time unchanged, as it is on the cluster', async () => {
    const at = '2026-01-31T08:00:00.123+02:00';
    await renderInTestApp(<Example initial={{ at }} />);
    const time = await screen.findByRole('textbox', { name: /^At/ });
    expect(time).toHaveValue(at);
    await userEvent.clear(time);
    await userEvent.type(time, '2026-01-31T08:00:00Z');
    expect(values.at).toBe('2026-01-31T08:00:00Z');
  });

  it('uses an input of the browser for one line, and for numbers', async () => {
    await renderInTestApp(<Example />);
    await userEvent.click(await field());
    await userEvent.paste('one line\n');
    expect((await field()).tagName).toBe('INPUT');
    expect(String(values.certificate).trim()).toBe('one line');

    await userEvent.type(await screen.findByLabelText(/^Size/), '3');
    expect(values.size).toBe(3);
  });
});

const text = { type: 'string' };
const empty = (name: string) =>
  screen.queryByRole('checkbox', { name: `Set ${name} to an empty text` });

describe('G5: a text in the form of a Promise', () => {
  it.each<'mui' | 'bui'>(['mui', 'bui'])(
    'can be empty where the cluster accepts an empty text (%s)',
    async theme => {
      const form = await renderForm({
        theme,
        spec: {
          type: 'object',
          required: ['prefix', 'name'],
          properties: {
            prefix: text,
            name: { ...text, minLength: 1 },
            env: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                required: ['value'],
                properties: { value: text },
              },
            },
            storageClass: text,
          },
        },
      });
      await userEvent.click(screen.getByRole('checkbox', { name: 'Env' }));
      for (const name of [/^Prefix/, /^Name/, /^Value/]) {
        await userEvent.click(screen.getByRole('textbox', { name }));
      }
      await userEvent.tab();
      expect(empty('Name')).not.toBeInTheDocument();
      expect(empty('Storage class')).not.toBeInTheDocument();
      await userEvent.click(empty('Prefix')!);
      await userEvent.click(empty('Value')!);
      await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'n');
      const optional = screen.getByRole('textbox', { name: /^Storage class/ });
      await userEvent.type(optional, 'x');
      await userEvent.clear(optional);
      await userEvent.click(empty('Storage class')!);

      expect(await form.submit()).toEqual({
        prefix: '',
        name: 'n',
        env: [{ value: '' }],
        storageClass: '',
      });
    },
  );

  it('says which value the cluster sets if the user clears a field with a default', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          group: { ...text, default: 'apps' },
          size: { type: 'integer', default: 3 },
          port: { 'x-kubernetes-int-or-string': true, default: '80%' },
          tier: { ...text, enum: ['', 'gold'], default: 'gold' },
        },
      },
    });
    await userEvent.clear(screen.getByRole('textbox', { name: 'Group' }));
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Size' }));
    await userEvent.clear(screen.getByRole('textbox', { name: 'Port' }));
    for (const value of ['"apps"', '3', '"80%"']) {
      expect(
        screen.getByText(`Not set: the cluster sets ${value}.`),
      ).toBeVisible();
    }
    await userEvent.click(empty('Group')!);
    await userEvent.click(screen.getByLabelText('Tier'));
    await userEvent.click(screen.getByRole('option', { name: 'Empty text' }));

    expect(await form.submit()).toEqual({ group: '', tier: '' });
  });

  it('says that a whole number is too large to be sent exactly, or that the text is not a number', async () => {
    await renderForm({
      spec: { type: 'object', properties: { n: { type: 'integer' } } },
    });
    const number = screen.getByRole('spinbutton', { name: 'N' });
    await userEvent.type(number, '9007199254740991');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await userEvent.clear(number);
    await userEvent.type(number, '9007199254740993');
    expect(screen.getByRole('alert')).toHaveTextContent(
      /cannot send whole numbers beyond 9007199254740991 exactly/,
    );

    // jsdom does not have the state of a browser that shows `1e`.
    await userEvent.clear(number);
    Object.defineProperty(number, 'validity', { value: { badInput: true } });
    fireEvent.input(number);
    expect(screen.getByRole('alert')).toHaveTextContent(
      /^This is not a number/,
    );
  });

  it.each<'mui' | 'bui'>(['mui', 'bui'])(
    'keeps the line breaks of a pasted text in the form of the scaffolder (%s)',
    async theme => {
      const form = await renderForm({
        theme,
        spec: {
          type: 'object',
          properties: {
            certificate: text,
            token: { ...text, format: 'password' },
            labels: { type: 'object', additionalProperties: text },
          },
        },
      });
      await userEvent.click(
        screen.getByRole('textbox', { name: 'Certificate' }),
      );
      await userEvent.paste('a\r\nb\n');
      await userEvent.click(screen.getByLabelText('Token'));
      await userEvent.paste('c\nd');
      expect(screen.getByLabelText('Token')).toHaveValue(
        'Hidden text with 2 lines',
      );
      expect(screen.getByLabelText('Token')).toHaveFocus();
      await userEvent.click(
        screen.getByRole('button', { name: 'Remove Token' }),
      );
      expect(screen.getByLabelText('Token')).toHaveFocus();
      await userEvent.paste('c\nd');
      await userEvent.click(screen.getByRole('checkbox', { name: 'Labels' }));
      await userEvent.click(
        screen.getByRole('button', { name: 'Add a row to Labels' }),
      );
      await userEvent.type(screen.getByRole('textbox', { name: /^Key/ }), 'k');
      await userEvent.click(screen.getByRole('textbox', { name: /^Value/ }));
      await userEvent.paste('e\nf');

      expect(await form.submit()).toEqual({
        certificate: 'a\nb\n',
        token: 'c\nd',
        labels: { k: 'e\nf' },
      });
    },
  );
});
