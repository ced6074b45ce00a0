import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { FormValues } from '../FormValues';
import { ManifestForm } from '../ManifestForm';

const pages = [
  {
    title: 'Thing',
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          backup: {
            type: 'boolean',
            title: 'Backup',
            enum: [true, false],
            'ui:widget': 'select',
            'ui:placeholder': 'Not set (the cluster sets true)',
          },
          zones: {
            type: 'array',
            uniqueItems: true,
            items: { type: 'string', enum: ['a', 'b', 'c'] },
            'ui:widget': 'checkboxes',
          },
          class: {
            type: 'string',
            enum: Array.from({ length: 12 }, (_, index) => `class-${index}`),
          },
        },
      },
    },
  },
];
let latest: FormValues = {};

function Example({ initial }: { initial?: FormValues }) {
  const [values, setValues] = useState<FormValues>(initial ?? {});
  latest = values;
  return (
    <ManifestForm
      pages={pages}
      values={values}
      position={{ page: 0, reached: 0 }}
      causes={[]}
      onChange={setValues}
      onMove={() => {}}
      onDone={() => {}}
      doneLabel="Review"
    />
  );
}

describe('the widgets of a form', () => {
  it('say which value the cluster sets if the user chooses none', async () => {
    await renderInTestApp(<Example initial={{ spec: {} }} />);
    expect(
      await screen.findByRole('button', { name: /Backup/ }),
    ).toHaveTextContent('Not set (the cluster sets true)');
  });

  it('keep the order of the schema, whatever the order of the clicks', async () => {
    await renderInTestApp(<Example />);
    for (const zone of ['c', 'a', 'b']) {
      await userEvent.click(
        await screen.findByRole('checkbox', { name: zone }),
      );
    }
    expect(latest.spec).toMatchObject({ zones: ['a', 'b', 'c'] });
  });

  it('name ten of many possible values', async () => {
    await renderInTestApp(<Example initial={{ spec: { class: 'old' } }} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    expect(
      await screen.findByText(/must be one of these: .*"class-9", …$/),
    ).toBeVisible();
  });
});
