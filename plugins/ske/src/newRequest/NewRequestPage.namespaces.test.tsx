import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { render, setUp } from './__testUtils__/newRequestPage';

/** The portal asks about only 300 of these namespaces. */
const MANY = Array.from(
  { length: 302 },
  (_, index) => `ns-${String(index).padStart(3, '0')}`,
);

beforeEach(() => sessionStorage.clear());

describe('a user with more namespaces than the portal checks', () => {
  it('proposes the namespaces in which the user may create, and checks any other namespace that the user types', async () => {
    const { platform } = setUp(MANY);
    platform.access = ({ verb, namespace }) => ({
      allowed: verb !== 'create' || ['ns-007', 'ns-301'].includes(namespace!),
    });
    await render(platform);
    const field = await screen.findByLabelText(/^Namespace/);
    expect(field).toHaveValue('ns-007');
    await userEvent.clear(field);
    await userEvent.type(field, 'ns-300');
    expect(
      await screen.findByText(/You may not create Thing objects in/),
    ).toBeVisible();
    await userEvent.clear(field);
    await userEvent.type(field, 'ns-301');
    await waitFor(() =>
      expect(
        screen.queryByText(/You may not create Thing objects in/),
      ).toBeNull(),
    );
    expect(field).toHaveValue('ns-301');
  });

  it('opens the form although none of the checked namespaces allows it', async () => {
    const { platform } = setUp(MANY);
    platform.access = ({ verb, namespace }) => ({
      allowed: verb !== 'create' || namespace === 'ns-301',
    });
    await render(platform);
    expect(await screen.findByLabelText(/^Namespace/)).toBeVisible();
    expect(screen.getByText(/does not know in which namespace/)).toBeVisible();
  });
});
