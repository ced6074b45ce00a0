import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { FormValues } from './FormValues';
import { ManifestForm } from './ManifestForm';

const hosts = { type: 'array', title: 'Hosts', items: { type: 'string' } };
const pages = [
  {
    title: 'Access',
    type: 'object',
    properties: { spec: { type: 'object', properties: { hosts } } },
  },
];

describe('List', () => {
  it('does not move the focus when its entries change after the user has left a removed entry', async () => {
    let replace = (_values: FormValues) => {};
    function Replaceable() {
      const [values, setValues] = useState<FormValues>({
        spec: { hosts: ['a', 'b', 'c'] },
      });
      replace = setValues;
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
    await renderInTestApp(<Replaceable />);
    const button = () =>
      screen.findByRole('button', { name: 'Remove Entry 1 of Hosts' });
    await userEvent.click(await button());
    expect(await button()).toHaveFocus();
    await userEvent.click(document.body);
    expect(document.body).toHaveFocus();

    act(() => replace({ spec: { hosts: ['d', 'e', 'f'] } }));
    expect(
      screen.getByRole('button', { name: 'Remove Entry 3 of Hosts' }),
    ).toBeVisible();
    expect(document.body).toHaveFocus();
  });
});
