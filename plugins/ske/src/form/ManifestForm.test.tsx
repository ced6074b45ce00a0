import { renderInTestApp } from '@backstage/frontend-test-utils';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useMemo, useState } from 'react';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import type { FormValues, PageSchema } from './FormValues';
import { ManifestForm } from './ManifestForm';
import { placeCauses } from './placeCauses';

const pages = [
  {
    title: 'First',
    type: 'object',
    properties: { objname: { type: 'string', title: 'Name' } },
  },
  {
    title: 'Second',
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: { zone: { type: 'string', title: 'Zone', default: 'eu' } },
      },
    },
  },
];
const placed = placeCauses(
  pages,
  [{ field: 'metadata.name', message: 'The name is taken.' }],
  {},
);

/** Behaves like the page of a new request: before the page of a cause opens, the form changes its values, which creates a new list of causes. */
function Example() {
  const [values, setValues] = useState<FormValues>({ objname: 'one' });
  const [step, setStep] = useState(0);
  const causes = useMemo(() => (step > 0 ? [...placed] : []), [step]);
  useEffect(() => {
    if (step > 0) {
      setStep(Math.min(step + 1, 3));
    }
  }, [step]);
  return (
    <ManifestForm
      pages={pages}
      values={values}
      position={{ page: step < 3 ? 1 : 0, reached: 1 }}
      causes={causes}
      onChange={next => setValues({ ...values, ...next })}
      onMove={() => {}}
      onDone={() => setStep(1)}
      doneLabel="Review"
    />
  );
}

/** A form whose values and position change as the user acts. */
function Filled(props: {
  pages: readonly PageSchema[];
  initial: FormValues;
  reached?: number;
  onDone?(): void;
}) {
  const [values, setValues] = useState(props.initial);
  const [position, setPosition] = useState({
    page: 0,
    reached: props.reached ?? 0,
  });
  return (
    <ManifestForm
      pages={props.pages}
      values={values}
      position={position}
      causes={[]}
      onChange={next =>
        setValues(before => ({
          ...before,
          ...next,
          spec: { ...(before.spec as object), ...(next.spec as object) },
        }))
      }
      onMove={setPosition}
      onDone={props.onDone ?? (() => {})}
      doneLabel="Review"
    />
  );
}

describe('ManifestForm', () => {
  it('hides the button that finishes the form, and the reason why it is blocked, if the user may only read', async () => {
    await renderInTestApp(
      <ManifestForm
        pages={pages}
        values={{ objname: 'one' }}
        position={{ page: 0, reached: 1 }}
        causes={[]}
        onChange={() => {}}
        onMove={() => {}}
        onDone={() => {}}
        isReadOnly
        canFinishAnywhere
        obstacle="You have not changed anything yet."
        doneLabel="Review"
      />,
    );
    expect(await screen.findByRole('button', { name: 'Next' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
    expect(screen.queryByText(/not changed anything/)).toBeNull();
  });

  it('focuses the field that a cause names, even if the page passes a new array of causes before the step with the field opens', async () => {
    await renderInTestApp(<Example />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );

    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await waitFor(() => expect(name).toHaveFocus());
  });

  it('shows a list with a title below the heading of its page, and names the buttons of each entry', async () => {
    const onChange = jest.fn();
    await renderInTestApp(
      <ManifestForm
        pages={[
          {
            title: 'Access',
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  hosts: {
                    type: 'array',
                    title: 'Hosts',
                    items: { type: 'string' },
                  },
                },
              },
            },
          },
        ]}
        values={{ spec: { hosts: ['a', 'b'] } }}
        position={{ page: 0, reached: 0 }}
        causes={[]}
        onChange={onChange}
        onMove={() => {}}
        onDone={() => {}}
        doneLabel="Review"
      />,
    );

    expect(
      screen.getByRole('heading', { name: 'Access', level: 3 }),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Hosts', level: 4 }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Move Entry 1 of Hosts up' }),
    ).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove Entry 1 of Hosts' }),
    );
    expect(onChange).toHaveBeenLastCalledWith({ spec: { hosts: ['b'] } });
  });

  it('numbers the entries of each list, and keeps the focus when an entry is removed or moved', async () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        required: ['hosts', 'zones'],
        properties: {
          hosts: { type: 'array', items: { type: 'string' } },
          zones: {
            type: 'array',
            items: { type: 'string', title: 'Zone', enum: ['a', 'b'] },
          },
        },
      }),
      settings: { singleSpecPage: true },
    });
    await renderInTestApp(
      <Filled
        pages={template!.spec.parameters.slice(1)}
        initial={{ spec: { hosts: ['a', 'b', 'c'], zones: ['a'] } }}
      />,
    );
    const button = (name: string) => screen.getByRole('button', { name });
    expect(await screen.findByLabelText(/^Entry 2/)).toHaveValue('b');
    expect(button('Add entry to Zones')).toBeVisible();
    expect(button('Remove Zone 1 of Zones')).toBeVisible();

    await userEvent.click(button('Move Entry 1 of Hosts down'));
    expect(screen.getByLabelText(/^Entry 2/)).toHaveValue('a');
    expect(button('Move Entry 2 of Hosts down')).toHaveFocus();
    await userEvent.click(button('Remove Entry 2 of Hosts'));
    expect(screen.getByLabelText(/^Entry 2/)).toHaveValue('c');
    expect(button('Remove Entry 2 of Hosts')).toHaveFocus();
    await userEvent.click(button('Remove Entry 2 of Hosts'));
    await userEvent.click(button('Remove Entry 1 of Hosts'));
    expect(button('Add entry to Hosts')).toHaveFocus();
    expect(screen.getByText('No entries.')).toBeVisible();
  });

  it('keeps the focus when a list that must have more entries replaces the removed one', async () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        required: ['hosts'],
        properties: {
          hosts: { type: 'array', minItems: 2, items: { type: 'string' } },
        },
      }),
      settings: { singleSpecPage: true },
    });
    await renderInTestApp(
      <Filled
        pages={template!.spec.parameters.slice(1)}
        initial={{ spec: { hosts: ['a', 'b'] } }}
      />,
    );
    const remove = await screen.findByRole('button', {
      name: 'Remove Entry 1 of Hosts',
    });
    await userEvent.click(remove);

    expect(screen.getByLabelText(/^Entry 1/)).toHaveValue('b');
    expect(screen.getByLabelText(/^Entry 2/)).toHaveValue('');
    expect(
      screen.getByRole('button', { name: 'Remove Entry 1 of Hosts' }),
    ).toHaveFocus();
  });

  it('gives each button, checkbox and group its own name, even if lists, maps and objects have the same title', async () => {
    const hosts = { type: 'array', items: { type: 'string' } };
    const labels = { type: 'object', additionalProperties: hosts };
    const key = { type: 'string', nullable: true };
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        required: ['routes', 'source', 'target', 'groups'],
        properties: {
          routes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['labels', 'key'],
              properties: { hosts, labels, key },
            },
          },
          source: {
            type: 'object',
            required: ['hosts'],
            properties: { hosts },
          },
          target: {
            type: 'object',
            required: ['hosts'],
            properties: { hosts },
          },
          groups: { type: 'array', items: hosts },
        },
      }),
      settings: { singleSpecPage: true },
    });
    const route = { hosts: ['a'], labels: { l: ['b'] }, key: 'k' };
    await renderInTestApp(
      <Filled
        pages={template!.spec.parameters.slice(1)}
        initial={{
          spec: {
            routes: [route, route],
            source: { hosts: ['a'] },
            target: { hosts: ['a'] },
            groups: [['a'], ['a']],
          },
        }}
      />,
    );
    for (const name of [
      'Remove Entry 1 of Hosts in Entry 2 of Routes',
      'Add entry to Hosts in Source',
      'Add a row to Labels in Entry 1 of Routes',
      'Remove Entry 1 of Labels in Entry 1 of Routes, row 1',
      'Remove Entry 1 of Entry 2 of Groups',
    ]) {
      expect(await screen.findByRole('button', { name })).toBeVisible();
    }
    const namesOf = (...roles: string[]) => {
      const names: string[] = [];
      const name = (text: string) => names.push(text) > 0;
      roles.forEach(role => screen.getAllByRole(role, { name }));
      return names.filter(text => text !== '');
    };
    const controls = namesOf('button', 'checkbox');
    const parts = namesOf('group');
    expect(controls.length).toBeGreaterThan(20);
    for (const names of [controls, parts]) {
      expect(names).toContain('Hosts in Entry 2 of Routes');
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual(
        [],
      );
    }
  });

  it('blocks only the page of a number that is too large, and the end of the form', async () => {
    const onDone = jest.fn();
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          a: { type: 'integer' },
          b: { type: 'integer' },
          c: { type: 'string' },
        },
      }),
    });
    const inexact = /The portal cannot send whole numbers beyond/;
    await renderInTestApp(
      <Filled
        pages={template!.spec.parameters.slice(1)}
        initial={{ spec: { a: 2 ** 60 } }}
        reached={1}
        onDone={onDone}
      />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByText(inexact)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'A' })).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: '2. B' }));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('textbox', { name: 'C' })).toBeVisible();
    expect(screen.queryByText(inexact)).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findByText(inexact)).toHaveTextContent(/^A: /);
    expect(onDone).not.toHaveBeenCalled();
  });

  it('shows an error inside a YAML field, and an error in a map row whose key has dots', async () => {
    const onDone = jest.fn();
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          pod: {
            type: 'object',
            properties: {
              'a.b': { type: 'string' },
              spec: {
                type: 'object',
                properties: { replicas: { type: 'integer' } },
              },
            },
          },
          limits: {
            type: 'object',
            additionalProperties: { type: 'integer', maximum: 3 },
          },
        },
      }),
      settings: { singleSpecPage: true },
    });
    await renderInTestApp(
      <ManifestForm
        pages={template!.spec.parameters.slice(1)}
        values={{
          spec: {
            pod: { spec: { replicas: 'many' } },
            limits: { 'example.com/cpu': 5 },
          },
        }}
        position={{ page: 0, reached: 0 }}
        causes={[]}
        onChange={() => {}}
        onMove={() => {}}
        onDone={onDone}
        doneLabel="Review"
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );

    expect(
      await screen.findByText('spec.replicas: must have the type integer'),
    ).toBeVisible();
    expect(screen.getByText('must be 3 or less')).toBeVisible();
    expect(onDone).not.toHaveBeenCalled();
  });
});
