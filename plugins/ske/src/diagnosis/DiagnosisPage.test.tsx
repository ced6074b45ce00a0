import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { failedReport, passedReport } from './exampleReports';
import { DiagnosisPage } from './DiagnosisPage';

function render(prepare: (platform: FakePlatform) => void) {
  const platform = new FakePlatform();
  prepare(platform);
  renderInTestApp(<DiagnosisPage />, { apis: [...fakeApis(platform)] });
  return platform;
}

describe('DiagnosisPage', () => {
  it('shows what the check found, what it expected and what to change', async () => {
    render(platform => {
      platform.diagnosis = failedReport;
    });
    const section = await screen.findByRole('region', { name: 'Audience' });
    expect(
      within(section).getByText('aud of the token is account.'),
    ).toBeInTheDocument();
    expect(within(section).getByText(/^kube, which/)).toBeInTheDocument();
    expect(within(section).getByRole('listitem')).toHaveTextContent(
      'a mapper of type Audience',
    );
  });

  it('says that all checks passed', async () => {
    render(platform => {
      platform.diagnosis = passedReport;
    });
    expect(await screen.findByText('All checks passed.')).toBeInTheDocument();
  });

  it('runs the checks again', async () => {
    const user = userEvent.setup();
    const platform = render(each => {
      each.diagnosis = failedReport;
    });
    const again = await screen.findByRole('button', { name: 'Check again' });
    platform.diagnosis = passedReport;
    await user.click(again);
    expect(await screen.findByText('All checks passed.')).toBeInTheDocument();
  });

  it('copies the report', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    render(platform => {
      platform.diagnosis = failedReport;
    });
    await user.click(
      await screen.findByRole('button', { name: 'Copy for your admin' }),
    );
    expect(write.mock.calls[0][0]).toContain('token-audience-wrong');
  });

  it('shows a refusal', async () => {
    render(platform => {
      platform.getDiagnosis = async () => {
        throw new SkeError({
          code: 'too-many-requests',
          message: 'Too many requests.',
        });
      };
    });
    expect(
      await screen.findByRole('button', { name: 'Copy for your admin' }),
    ).toBeInTheDocument();
  });
});
