import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';

const spec = {
  type: 'object',
  properties: { team: { type: 'string' } },
};

const namespaces = [
  { metadata: { name: 'team-b' }, status: { phase: 'Active' } },
  { metadata: { name: 'team-a' } },
  { metadata: { name: 'gone' }, status: { phase: 'Terminating' } },
  { metadata: { name: 'kube-system' } },
];

const proposals = () =>
  [...document.querySelectorAll('datalist option')].map(option =>
    option.getAttribute('value'),
  );

describe('KratixNamespace', () => {
  it('proposes the namespaces that the user may list', async () => {
    await renderForm({ spec, namespaces, atStart: true });
    const field = screen.getByLabelText(/^Namespace/);
    await waitFor(() =>
      expect(proposals()).toEqual(['team-a', 'team-b', 'default']),
    );
    expect(field).toHaveAttribute(
      'list',
      document.querySelector('datalist')!.id,
    );
    expect(field).toHaveValue('default');
  });

  it('accepts any name, even if the user may not list namespaces', async () => {
    const form = await renderForm({ spec, atStart: true });
    const field = screen.getByLabelText(/^Namespace/);
    await userEvent.clear(field);
    await userEvent.type(field, 'Team');
    await form.next();
    expect(
      await screen.findAllByText(/must be lowercase letters/),
    ).not.toHaveLength(0);
    await userEvent.clear(field);
    await userEvent.type(field, 'team-c');
    await form.next();
    expect(await screen.findByLabelText('Team')).toBeVisible();
  });
});
