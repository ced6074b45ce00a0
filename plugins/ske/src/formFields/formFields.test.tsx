import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from './__testUtils__/renderForm';

const text = { type: 'string' };

/** Selects the choice at this position, after the empty one. */
async function choose(label: string, at: number) {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(screen.getAllByRole('option')[at + 1]);
}

describe("a Promise's form in the scaffolder", () => {
  it('G5: sends what the user typed, and nothing for untouched fields', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        required: ['team'],
        properties: {
          team: text,
          size: { type: 'integer', default: 3 },
          hosts: { type: 'array', items: text },
          ports: { type: 'array', minItems: 1, items: { type: 'integer' } },
          labels: { type: 'object', additionalProperties: text },
          tuning: {
            type: 'object',
            properties: { cache: text, tags: { type: 'array', items: text } },
          },
          tls: {
            type: 'object',
            required: ['secretName'],
            properties: {
              secretName: text,
              port: { type: 'integer', default: 443 },
            },
          },
        },
      },
    });
    await userEvent.click(screen.getByRole('textbox', { name: /Team/ }));
    await userEvent.paste('a "b" ${{ c }}');

    expect(await form.submit()).toEqual({ team: 'a "b" ${{ c }}', size: 3 });
  });

  it('G5: distinguishes numbers from texts in a choice', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          port: {
            'x-kubernetes-int-or-string': true,
            enum: [80, 'http', '80'],
          },
          both: { 'x-kubernetes-int-or-string': true, enum: [80, '80'] },
        },
      },
    });
    await choose('Port', 0);
    await choose('Both', 1);

    expect(await form.submit()).toEqual({ port: 80, both: '80' });
  });

  it('G5: hides a password, in the form and on the review page', async () => {
    const password = { type: 'string', format: 'password', minLength: 4 };
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          password,
          users: {
            type: 'array',
            items: { type: 'object', properties: { password } },
          },
          other: password,
        },
      },
    });
    const field = screen.getByLabelText('Password');
    expect(field).toHaveAttribute('type', 'password');
    expect(screen.queryByText(/insecure/)).not.toBeInTheDocument();
    await userEvent.click(field);
    await userEvent.paste('line 1\nline 2');
    expect(screen.getByLabelText('Password')).toHaveValue(
      'Hidden text with 2 lines',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove Password' }),
    );
    await userEvent.type(screen.getByLabelText('Password'), 'abc');
    await form.next();
    expect(await screen.findAllByText(/fewer than 4/)).not.toHaveLength(0);
    await userEvent.type(screen.getByLabelText('Password'), 'def');
    // A field that is emptied again is not sent.
    await userEvent.type(screen.getByLabelText('Other'), 'x');
    await userEvent.clear(screen.getByLabelText('Other'));
    await form.next();
    expect(await screen.findAllByText('******')).not.toHaveLength(0);
    expect(screen.queryByText(/abcdef/)).not.toBeInTheDocument();
  });

  it('W21: has a switch for an optional object', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          tls: {
            type: 'object',
            description: 'Encrypts everything.',
            required: ['secretName'],
            properties: {
              secretName: text,
              port: { type: 'integer', default: 443 },
              hosts: { type: 'array', items: text },
            },
          },
        },
      },
    });
    expect(
      screen.queryByRole('group', { name: 'TLS' }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('checkbox', { name: 'TLS' }));
    const group = screen.getByRole('group', { name: 'TLS' });
    await form.next();
    expect(await screen.findAllByText(/Secret name/)).not.toHaveLength(0);
    await userEvent.type(
      within(screen.getByRole('group', { name: 'TLS' })).getByRole('textbox', {
        name: /Secret name/,
      }),
      'tls-1',
    );
    expect(group).toBeInTheDocument();

    expect(await form.submit()).toEqual({
      tls: { secretName: 'tls-1', port: 443 },
    });
  });

  it('W21: sends the value of a YAML field, and rejects text that is not YAML', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: {
          values: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    });
    const field = screen.getByRole('textbox', { name: 'Values' });
    await userEvent.click(field);
    await userEvent.paste('a: [1, "2"\nb: {c: null}');
    expect(screen.getByText(/^Line/)).toBeVisible();
    await form.next();
    expect(screen.getAllByText(/not valid YAML/)).not.toHaveLength(0);

    await userEvent.clear(field);
    await userEvent.paste('a: [1, "2"]\nb: {c: null}\n');

    expect(await form.submit()).toEqual({
      values: { a: [1, '2'], b: { c: null } },
    });
  });

  it.each([
    ['80', 80],
    ['http', 'http'],
    ['"80"', '80'],
    ['500m', '500m'],
    ['1.5', '1.5'],
    ['9007199254740993', '9007199254740993'],
  ])('G5: a number or text: %s', async (typed, value) => {
    const form = await renderForm({
      spec: {
        type: 'object',
        properties: { port: { 'x-kubernetes-int-or-string': true } },
      },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Port' }), typed);
    expect(screen.queryByText(/^Sent as text/) !== null).toBe(
      typed.startsWith('9007') || typed === '1.5',
    );

    expect(await form.submit()).toEqual({ port: value });
  });

  it('G5: has a YAML field for properties that the schema of the API allows but does not list', async () => {
    const form = await renderForm({
      spec: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { team: text },
      },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Team' }), 'a');
    await userEvent.click(
      screen.getByRole('textbox', { name: 'Other fields' }),
    );
    await userEvent.paste('team: b');
    expect(screen.getByText('"team" has a field of its own.')).toBeVisible();
    await userEvent.keyboard('{Backspace}c');
    await userEvent.clear(
      screen.getByRole('textbox', { name: 'Other fields' }),
    );
    await userEvent.paste('size: 3');

    expect(await form.submit()).toEqual({ team: 'a', size: 3 });
  });

  it('G4: collects one spec from several pages', async () => {
    const form = await renderForm({
      singleSpecPage: false,
      spec: {
        type: 'object',
        required: ['b'],
        properties: {
          a: { type: 'array', items: text },
          b: text,
          c: { type: 'object', required: ['x'], properties: { x: text } },
        },
      },
    });
    await form.next();
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^B/ }),
      'typed',
    );
    await form.next();
    await screen.findByRole('checkbox', { name: 'C' });

    expect(await form.submit()).toEqual({ b: 'typed' });
  });

  const everything = {
    type: 'object',
    properties: {
      text,
      empty: { type: 'array', items: text },
      group: {
        type: 'object',
        required: ['x'],
        properties: { x: text, list: { type: 'array', items: text } },
      },
      labels: { type: 'object', additionalProperties: text },
      nothing: { type: 'string', nullable: true },
      port: { 'x-kubernetes-int-or-string': true },
      rows: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: text,
            tags: { type: 'array', items: text },
            any: { 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      },
      tuning: { type: 'object', properties: { cache: text } },
    },
  };

  it.each(['mui', 'bui'] as const)(
    'W10: sends a resource that was opened unchanged (%s)',
    async theme => {
      const initialSpec = {
        text: ' two\nlines ',
        empty: [],
        group: { x: 'y', list: [] },
        labels: { 'app.kubernetes.io/name': '', 'a.b': 'c' },
        nothing: null,
        port: '80',
        rows: [{ name: 'a', tags: [] }, { any: [1, { b: null }] }, {}],
        tuning: {},
        unknown: { kept: true },
      };
      const form = await renderForm({ spec: everything, initialSpec, theme });

      expect(await form.submit()).toEqual(initialSpec);
    },
  );
});
